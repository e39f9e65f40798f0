const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" })
const ELLIPSIS = "…"

/** Number of bytes that a text takes inside a JSON string, escapes included. */
export const jsonBytes = (text: string): number => Buffer.byteLength(JSON.stringify(text)) - 2

/** The text, or as many whole characters of it as fit with an ellipsis into `limit` bytes of JSON: no emoji and no accent is cut in two. */
export function trimText(text: string, limit: number): string {
  if (jsonBytes(text) <= limit) return text
  let space = limit - jsonBytes(ELLIPSIS)
  let end = 0
  for (const { segment, index } of graphemes.segment(text)) {
    space -= jsonBytes(segment)
    if (space < 0) break
    end = index + segment.length
  }
  return text.slice(0, end).trimEnd() + ELLIPSIS
}
