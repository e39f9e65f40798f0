import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

export interface Received {
  readonly method: string
  /** Path and query as they came. */
  readonly url: URL
  readonly rawQuery: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface Answer {
  readonly status: number
  readonly json: unknown
  readonly headers?: Record<string, string>
}

/** `silent`: takes the request and never answers. `trickle`: begins an answer and never ends it. `cut`: hangs up. */
export type Trouble = "silent" | "trickle" | "cut"

/** An HTTP server on this machine. The answers in `next` come first, in order, without a call of `answer`. */
export async function startFake(answer: (request: Received) => Answer) {
  const received: Received[] = []
  const next: Array<Answer | Trouble> = []
  const tickers = new Set<NodeJS.Timeout>()
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const target = incoming.url ?? "/"
    const request = {
      method: incoming.method ?? "",
      url: new URL(target, "http://fake"),
      rawQuery: target.split("?")[1] ?? "",
      headers: incoming.headers,
      body: Buffer.concat(chunks),
    }
    received.push(request)
    const scripted = next.shift()
    if (scripted === "silent") return
    if (scripted === "cut") return void incoming.socket.destroy()
    if (scripted === "trickle") return void tickers.add(trickle(response))
    const { status, json, headers } = scripted ?? answer(request)
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(json))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    next,
    async close() {
      for (const ticker of tickers) clearInterval(ticker)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function trickle(response: ServerResponse): NodeJS.Timeout {
  response.writeHead(200, { "content-type": "application/json" })
  return setInterval(() => response.write(" "), 50)
}
