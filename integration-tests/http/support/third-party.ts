import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { Webhook } from "standardwebhooks"

/** One call that a third party has got. */
export interface ReceivedCall {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** The very bytes. */
  readonly body: string
  /** The body, parsed. */
  readonly event: any
}

/** A third party on this machine that takes facts by HTTP. */
export interface ThirdParty {
  readonly url: string
  /** All calls, in the order in which they came. */
  readonly calls: ReceivedCall[]
  /** Answers all calls from now on with this status. */
  answer(status: number, text?: string): void
  /** Throws unless `standardwebhooks` takes the call as signed with this secret. */
  verify(call: ReceivedCall, secret: string): void
  close(): Promise<void>
}

export async function openThirdParty(): Promise<ThirdParty> {
  const calls: ReceivedCall[] = []
  let status = 204
  let answer = ""
  const server = createServer((request, response: ServerResponse) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString()
      calls.push({ path: request.url ?? "", headers: request.headers, body, event: JSON.parse(body) })
      response.writeHead(status).end(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    calls,
    answer: (next, text = "") => {
      status = next
      answer = text
    },
    verify: ({ body, headers }, secret) => void new Webhook(secret).verify(body, headers as Record<string, string>),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
