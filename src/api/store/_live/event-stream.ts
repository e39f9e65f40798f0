import type { ServerResponse } from "node:http"
import type * as BetterSse from "better-sse" with { "resolution-mode": "import" }
import type { EventSink, StreamEvent } from "../../../services/live/stream"

// The package serves CommonJS as well, but gives its types as those of an ES module only.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { Connection, createEventBuffer, Session } = require("better-sse") as typeof BetterSse

/** A proxy that buffers, or a compression that waits for more, would keep the news back. */
const HEADERS = {
  "content-type": "text/event-stream",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
}

/** Shared by all: the library's own connection copies request and response for each client, and nothing here reads them. */
const ANY_URL = new URL("http://localhost")
const ANY_RESPONSE = new Response(null)

const HEARTBEAT = createEventBuffer().comment("").dispatch()

/** The body is JSON already, and JSON holds no line breaks. */
const asIs = { serializer: (data: unknown) => data as string, sanitizer: (text: string) => text }

/** The response as the library's transport: the head goes out at once, so that events need not wait for it. */
class ResponseConnection extends Connection {
  readonly url = ANY_URL
  readonly response = ANY_RESPONSE
  readonly request: Request
  readonly #res: ServerResponse
  readonly #left = new AbortController()

  constructor(res: ServerResponse) {
    super()
    this.#res = res
    this.request = { signal: this.#left.signal } as Request
    res.once("close", () => this.#left.abort())
    res.writeHead(200, HEADERS)
    res.flushHeaders()
  }

  sendHead = (): void => undefined

  sendChunk = (chunk: string): void => {
    if (chunk && !this.#res.writableEnded) this.#res.write(chunk)
  }

  cleanup = (): void => undefined
}

/** Opens a response as a stream of events; undefined where the client has left already. Only this file knows `better-sse`. */
export function openEventStream(res: ServerResponse, on: { ready(): void; closed(): void }): EventSink | undefined {
  if (res.closed || res.destroyed || res.socket?.destroyed) return undefined
  const session = new Session(new ResponseConnection(res), { retry: null, keepAlive: null, trustClientEventId: false })
  session.once("disconnected", on.closed)
  res.on("drain", on.ready)
  return {
    get isReady() {
      return !res.writableNeedDrain
    },
    send: (event) => void session.batch(written(event)),
    heartbeat: () => void session.batch(HEARTBEAT),
    end: () => void res.end(),
    destroy: () => {
      if (!res.writableFinished) res.destroy()
    },
  }
}

function written({ event, data, id, retry }: StreamEvent) {
  const buffer = createEventBuffer(asIs)
  if (retry !== undefined) buffer.retry(retry)
  buffer.event(event)
  if (id !== undefined) buffer.id(id)
  return buffer.data(data).dispatch()
}
