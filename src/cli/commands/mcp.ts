import { once } from "node:events"
import { parseArgs } from "node:util"
import { requirePackage } from "../../services/packages/require-package"
import type { Command } from "../command"
import { readerOf } from "../mcp/reader"
import { callTool, tools } from "../mcp/tools"
import { UsageError } from "../usage-error"

/** The part that is used of `@modelcontextprotocol/server`, an optional peer. */
interface Sdk {
  readonly Server: new (
    info: { name: string; version: string },
    options: { capabilities: { tools: object }; instructions: string },
  ) => Server
}

interface Server {
  setRequestHandler(method: "tools/list", handler: () => Promise<object>): void
  setRequestHandler(method: "tools/call", handler: (request: CallRequest) => Promise<object>): void
}

interface CallRequest {
  readonly params: { readonly name: string; readonly arguments?: Readonly<Record<string, unknown>> }
}

interface Stdio {
  serveStdio(factory: () => Server): { close(): Promise<void> }
}

const TOKEN = "PAYMENT_NOTIFICATIONS_TOKEN"

const INSTRUCTIONS =
  "Reads the payments of a Medusa store: webhooks, payments, messages, deliveries, and what needs a person. Changes nothing. For a question about an order begin with explain_order."

/** Answers an assistant's questions about payments, over the Model Context Protocol. */
export const mcp: Command = {
  usage: `payment-notifications mcp [--url http://localhost:9000]
  A server of the Model Context Protocol on stdin and stdout, for assistants: "why is order 1042 not paid?". It reads the admin API of
  the store at --url with the caller's own token from ${TOKEN}, a secret API key or the token of a login, and may see
  what that may see. It changes nothing: it sends GET only. Needs the package @modelcontextprotocol/server. Ends with its stdin.`,
  run,
}

async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { url: { type: "string", default: "http://localhost:9000" } } })
  const token = process.env[TOKEN]
  if (!token) throw new UsageError(`${TOKEN} holds no token: give it a secret API key of the store, or the token of a login`)
  const read = readerOf(values.url, token)
  const { Server } = requirePackage<Sdk>("@modelcontextprotocol/server", "the command mcp")
  const { serveStdio } = requirePackage<Stdio>("@modelcontextprotocol/server/stdio", "the command mcp")
  const ended = once(process.stdin, "close")
  const serving = serveStdio(() => {
    const info = { name: "medusa-payment-notifications", version: "1" }
    const server = new Server(info, { capabilities: { tools: {} }, instructions: INSTRUCTIONS })
    server.setRequestHandler("tools/list", async () => ({ tools }))
    server.setRequestHandler("tools/call", async ({ params }) => {
      try {
        return { content: [{ type: "text", text: await callTool(read, params.name, params.arguments ?? {}) }] }
      } catch (error) {
        // Part of the answer, so that the assistant can read it and ask better.
        return { isError: true, content: [{ type: "text", text: error instanceof Error ? error.message : String(error) }] }
      }
    })
    return server
  })
  await ended
  await serving.close()
  return 0
}
