/** One event of a stream of server-sent events. */
export interface StreamEvent {
  readonly type: string
  readonly data: string
  /** The id of this event, or of the last one before it that had any. */
  readonly id: string
}

export interface StreamHandlers {
  onEvent(event: StreamEvent): void
  /** The server names the pause before a new connection, in milliseconds. */
  onRetry(ms: number): void
}

/**
 * Reads the text of an event stream as the HTML standard says, cut anywhere; the returned function takes the next piece. The decoder
 * before it removes a byte order mark. An event that the end of the stream cuts off never arrives.
 */
export function createEventParser({ onEvent, onRetry }: StreamHandlers): (text: string) => void {
  let rest = ""
  let afterReturn = false
  let type = ""
  let data: string[] = []
  let id = ""

  const readLine = (line: string): void => {
    if (!line) {
      if (data.length) onEvent({ type: type || "message", data: data.join("\n"), id })
      type = ""
      data = []
      return
    }
    const colon = line.indexOf(":")
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "")
    if (field === "data") data.push(value)
    else if (field === "event") type = value
    else if (field === "id" && !value.includes("\0")) id = value
    else if (field === "retry" && /^\d+$/.test(value)) onRetry(Number(value))
  }

  return (text) => {
    if (!text) return
    // A line may end with CR, LF or both, and the two of one end may arrive apart.
    const piece = afterReturn && text.startsWith("\n") ? text.slice(1) : text
    afterReturn = text.endsWith("\r")
    const lines = (rest + piece).split(/\r\n|\n|\r/)
    rest = lines.pop() ?? ""
    lines.forEach(readLine)
  }
}
