import type { Dialect } from "../../../src/testing/dialect"
import { createRouter } from "../../../src/testing/gateway/http/router"
import type { GatewayPayment } from "../../../src/testing/gateway/types"

/** Where a dialect's API is in these tests. */
export const API_URL = "http://127.0.0.1:9010/api"

/** A dialect's API as the gateway serves it, of a gateway that knows these payments; `asked` collects the paths. */
export function gatewayApi(
  { api }: Pick<Dialect, "api">,
  payments: readonly GatewayPayment[],
  asked: string[] = [],
): typeof fetch {
  const find = createRouter(api?.({ payment: (id) => payments.find((one) => one.id === id), payments: () => payments }) ?? {})
  return async (input, init) => {
    const url = new URL(String(input))
    const path = url.pathname.replace(new URL(API_URL).pathname, "")
    asked.push(path + url.search)
    const found = find(init?.method ?? "GET", path)
    if (!found) return new Response("", { status: 404 })
    const headers = Object.fromEntries(new Headers(init?.headers))
    const rawBody = Buffer.from(String(init?.body ?? ""))
    const reply = await found.handler({ params: found.params, query: url.searchParams, headers, body: {}, rawBody })
    const text = reply.contentType ? String(reply.body) : JSON.stringify(reply.body)
    return new Response(text, { status: reply.status, headers: reply.headers })
  }
}
