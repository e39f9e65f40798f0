import { createDeadline } from "./deadline.ts"
import { createEventParser, type StreamHandlers } from "./parse-events.ts"
import type { WatchTimes } from "./types.ts"
import { listen } from "./wait.ts"

/**
 * Reads one connection until its end. Rejects when it breaks, when it stays silent for too long, when the browser goes offline, and
 * when `signal` is aborted.
 */
export async function readStream(
  open: (signal: AbortSignal) => Promise<Response>,
  handlers: StreamHandlers,
  { openMs, silenceMs }: WatchTimes,
  signal: AbortSignal,
): Promise<void> {
  const deadline = createDeadline(signal)
  const stopListening = listen("offline", deadline.end)
  deadline.in(openMs)
  try {
    const response = await open(deadline.signal)
    if (!response.headers.get("content-type")?.startsWith("text/event-stream")) throw new Error("The answer is no event stream")
    const reader = response.body!.getReader()
    const decoder = new TextDecoder()
    const parse = createEventParser(handlers)
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      deadline.in(silenceMs)
      parse(decoder.decode(next.value, { stream: true }))
    }
  } finally {
    stopListening()
    // Also where the reading has failed: the connection must not stay open behind it.
    deadline.end()
  }
}
