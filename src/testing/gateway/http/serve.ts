import http from "node:http"
import { GatewayError } from "../error"
import { createRouter, type Reply, type Routes } from "./router"

/** An HTTP server that answers `routes` in JSON. */
export function createJsonServer(routes: Routes): http.Server {
  const find = createRouter(routes)
  const answer = async (request: http.IncomingMessage): Promise<Reply> => {
    const url = new URL(request.url ?? "/", "http://gateway")
    const found = find(request.method ?? "GET", url.pathname)
    if (!found) throw new GatewayError(404, "unknown_route", `The gateway does not know ${request.method} ${url.pathname}`)
    const headers = request.headers as Record<string, string | undefined>
    return found.handler({ params: found.params, query: url.searchParams, headers, body: await readJson(request) })
  }
  return http.createServer((request, response) => {
    void answer(request)
      .catch(refusal)
      .then(({ status, body }) => {
        response.writeHead(status, { "content-type": "application/json" })
        response.end(JSON.stringify(body ?? null))
      })
  })
}

async function readJson(request: http.IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  if (!chunks.length) return {}
  try {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"))
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed as Record<string, unknown>
  } catch {
    // Refused below, together with JSON that is no object.
  }
  throw new GatewayError(400, "malformed_body", "The body must be a JSON object")
}

function refusal(error: unknown): Reply {
  if (error instanceof GatewayError) return { status: error.status, body: { code: error.code, message: error.message } }
  return { status: 500, body: { code: "gateway_fault", message: error instanceof Error ? error.message : String(error) } }
}
