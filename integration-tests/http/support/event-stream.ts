import { poll } from "../../setup"
import { noteAnswer } from "../../setup/note-answer"

export interface ServerEvent {
  readonly event: string
  readonly id: string | undefined
  readonly data: any
  readonly retry: number | undefined
}

/** A client of a stream, as a browser's script is one. */
export interface EventStream {
  readonly status: number
  readonly headers: Headers
  /** All events so far, and the body where the answer is no stream. */
  readonly events: readonly ServerEvent[]
  readonly body: any
  /** Heartbeats. */
  readonly comments: number
  /** Resolves when the server has ended it. */
  readonly ended: Promise<void>
  /** Waits for an event. */
  until(what: string, is: (event: ServerEvent) => boolean): Promise<ServerEvent>
  /** The ids of the statuses so far. */
  ids(): Array<string | undefined>
  /** The reason that the server ended it with. */
  reason(): string | undefined
  close(): void
}

export async function openStream(url: string, headers: Record<string, string>): Promise<EventStream> {
  const leave = new AbortController()
  const response = await fetch(url, { headers: { accept: "text/event-stream", ...headers }, signal: leave.signal })
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false
  const events: ServerEvent[] = []
  const found = { comments: 0 }
  const ended = isStream ? read(response, url, events, found).catch(() => undefined) : Promise.resolve()
  return {
    status: response.status,
    headers: response.headers,
    events,
    body: isStream ? undefined : await response.json().catch(() => undefined),
    get comments() {
      return found.comments
    },
    ended,
    until: (what, is) => poll(what, async () => events.find(is)),
    ids: () => events.filter(({ event }) => event === "status").map(({ id }) => id),
    reason: () => events.find(({ event }) => event === "end")?.data.reason,
    close: () => leave.abort(),
  }
}

async function read(response: Response, url: string, events: ServerEvent[], found: { comments: number }): Promise<void> {
  let rest = ""
  const decoder = new TextDecoder()
  for await (const chunk of response.body!) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split("\n\n")
    rest = blocks.pop()!
    for (const block of blocks) {
      const fields = new Map(
        block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)]),
      )
      const data = fields.get("data")
      if (data === undefined) found.comments++
      else {
        const retry = fields.get("retry")
        if (fields.get("event") === "status") noteAnswer({ url, event: JSON.parse(data) })
        events.push({
          event: fields.get("event")!,
          id: fields.get("id"),
          data: JSON.parse(data),
          retry: retry === undefined ? undefined : Number(retry),
        })
      }
    }
  }
}
