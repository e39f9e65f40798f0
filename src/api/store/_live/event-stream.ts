import type { ServerResponse } from "node:http"
import type * as BetterSse from "better-sse" with { "resolution-mode": "import" }
import type { EventSink, StreamEvent } from "../../../services/live/stream"

// The package serves CommonJS as well, but gives its types as those of an ES module only.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { createEventBuffer } = require("better-sse") as typeof BetterSse

/** A proxy that buffers, or a compression that waits for more, would keep the news back. */
const HEADERS = {
  "content-type": "text/event-stream",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
}

const HEARTBEAT = createEventBuffer().comment("").dispatch().read()

/** The body is JSON already, and JSON holds no line breaks. */
const asIs = { serializer: (data: unknown) => data as string, sanitizer: (text: string) => text }

/** A response as the socket of a stream. The library's own session would weigh as much as the response itself, for each client. */
class ResponseSink implements EventSink {
  readonly #res: ServerResponse

  constructor(res: ServerResponse) {
    this.#res = res
  }

  get isReady(): boolean {
    return !this.#res.writableNeedDrain
  }

  send(event: StreamEvent): void {
    this.#write(textOf(event))
  }

  heartbeat(): void {
    this.#write(HEARTBEAT)
  }

  end(): void {
    this.#res.end()
  }

  destroy(): void {
    if (!this.#res.writableFinished) this.#res.destroy()
  }

  #write(text: string): void {
    if (!this.#res.writableEnded) this.#res.write(text)
  }
}

/** Opens a response as a stream of events; undefined where the client has left already. Only this file knows `better-sse`. */
export function openEventStream(res: ServerResponse, on: { ready(): void; closed(): void }): EventSink | undefined {
  if (res.closed || res.destroyed || res.socket?.destroyed) return undefined
  // Head and first events leave together: a thousand clients that come at once cost a third of the writes.
  res.cork()
  process.nextTick(() => res.uncork())
  res.writeHead(200, HEADERS)
  res.flushHeaders()
  res.once("close", on.closed)
  res.on("drain", on.ready)
  return new ResponseSink(res)
}

function textOf({ event, data, id, retry }: StreamEvent): string {
  const buffer = createEventBuffer(asIs)
  if (retry !== undefined) buffer.retry(retry)
  buffer.event(event)
  if (id !== undefined) buffer.id(id)
  return buffer.data(data).dispatch().read()
}
