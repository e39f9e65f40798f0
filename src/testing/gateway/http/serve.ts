import http from "node:http"
import { GatewayError } from "../error"
import { createRouter, type Call, type Reply, type Routes } from "./router"

/** An HTTP server that answers `routes` in JSON. */
export function createJsonServer(routes: Routes): http.Server {
  const find = createRouter(routes)
  const answer = async (request: http.IncomingMessage): Promise<Reply> => {
    const url = new URL(request.url ?? "/", "http://gateway")
    const found = find(request.method ?? "GET", url.pathname)
    if (!found) throw new GatewayError(404, "unknown_route", `The gateway does not know ${request.method} ${url.pathname}`)
    const headers = request.headers as Record<string, string | undefined>
    return found.handler({ params: found.params, query: url.searchParams, headers, ...(await readBody(request)) })
  }
  return http.createServer((request, response) => {
    void answer(request)
      .catch(refusal)
      .then(({ status, body, contentType, headers }) => {
        response.writeHead(status, { "content-type": contentType ?? "application/json", ...headers })
        response.end(contentType ? String(body) : JSON.stringify(body ?? null))
      })
  })
}

/** Bodies other than JSON that a provider's API receives. Their route reads the bytes. */
const NOT_JSON = /^(application\/x-www-form-urlencoded|(application|text)\/xml)/

async function readBody(request: http.IncomingMessage): Promise<Pick<Call, "body" | "rawBody">> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const rawBody = Buffer.concat(chunks)
  if (!rawBody.length || NOT_JSON.test(request.headers["content-type"] ?? "")) return { body: {}, rawBody }
  try {
    const parsed: unknown = JSON.parse(rawBody.toString("utf8"))
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) {
      return { body: parsed as Record<string, unknown>, rawBody }
    }
  } catch {
    // Refused below, together with JSON that is no object.
  }
  throw new GatewayError(400, "malformed_body", "The body must be a JSON object")
}

function refusal(error: unknown): Reply {
  if (error instanceof GatewayError) return { status: error.status, body: { code: error.code, message: error.message } }
  return { status: 500, body: { code: "gateway_fault", message: error instanceof Error ? error.message : String(error) } }
}
