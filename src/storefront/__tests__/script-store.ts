import http from "node:http"
import type { AddressInfo } from "node:net"
import type { PaymentStatus } from "../types.ts"

/** An answer to one stream request. */
export type StreamScript = (reply: StreamReply) => void | Promise<void>

export interface StreamReply {
  readonly request: http.IncomingMessage
  readonly response: http.ServerResponse
  /** Bytes as they are. */
  write(bytes: string | Buffer): void
  open(resumed?: boolean | null): void
  status(id: string, status: PaymentStatus): void
  end(reason: string): void
  /** Cuts the connection without a word. */
  drop(): void
}

export interface ScriptStore {
  readonly url: string
  /** Requests as `GET /path`, in order. */
  readonly requests: http.IncomingMessage[]
  readonly streams: http.IncomingMessage[]
  readonly polls: http.IncomingMessage[]
  /** Answers to the next stream requests, one each; the last one goes on. */
  script(...scripts: StreamScript[]): void
  /** The plain route: a status, or an HTTP status. */
  plain: PaymentStatus | number
  etag: string
  close(): Promise<void>
}

export const status = (given: Partial<PaymentStatus> = {}): PaymentStatus => ({
  state: "pending",
  version: 0,
  amount: 25,
  amount_major: 25,
  amount_minor: "2500",
  captured_amount: 0,
  captured_amount_major: 0,
  captured_amount_minor: "0",
  refunded_amount: 0,
  refunded_amount_major: 0,
  refunded_amount_minor: "0",
  currency_code: "eur",
  reason_code: null,
  order_id: null,
  order_display_id: null,
  updated_at: "2026-11-30T12:00:00.000Z",
  ...given,
})

/** A real HTTP server that answers as it is told. */
export async function startScriptStore(): Promise<ScriptStore> {
  let scripts: StreamScript[] = []
  const store = { requests: [], streams: [], polls: [], plain: 503, etag: '"1"' } as unknown as ScriptStore & { url: string }
  const server = http.createServer((request, response) => {
    store.requests.push(request)
    if (request.url?.endsWith("/stream")) {
      store.streams.push(request)
      const script = scripts.length > 1 ? scripts.shift() : scripts[0]
      void script?.(replyTo(request, response))
      return
    }
    store.polls.push(request)
    const { plain, etag } = store
    if (typeof plain === "number") response.writeHead(plain).end("{}")
    else if (request.headers["if-none-match"] === etag) response.writeHead(304, { etag }).end()
    else response.writeHead(200, { etag, "content-type": "application/json" }).end(JSON.stringify({ payment_status: plain }))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  store.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  store.script = (...next) => (scripts = next)
  store.close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return store
}

function replyTo(request: http.IncomingMessage, response: http.ServerResponse): StreamReply {
  const write = (bytes: string | Buffer) => {
    if (!response.headersSent) response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" })
    response.write(bytes)
  }
  const event = (type: string, data: unknown, id?: string) =>
    write(`event: ${type}\n${id ? `id: ${id}\n` : ""}data: ${JSON.stringify(data)}\n\n`)
  return {
    request,
    response,
    write,
    open: (resumed = null) => event("open", { resumed }),
    status: (id, payment_status) => event("status", { payment_status }, id),
    end(reason) {
      event("end", { reason })
      response.end()
    },
    drop: () => void request.socket.destroy(),
  }
}
