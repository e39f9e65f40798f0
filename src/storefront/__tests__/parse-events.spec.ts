import fc from "fast-check"
import { assertProperty } from "../../__tests__/assert-property.ts"
import { createEventParser, type StreamEvent } from "../parse-events.ts"

function read(pieces: readonly string[]) {
  const events: StreamEvent[] = []
  const retries: number[] = []
  const parse = createEventParser({ onEvent: (event) => events.push(event), onRetry: (ms) => retries.push(ms) })
  pieces.forEach(parse)
  return { events, retries }
}

const eventsOf = (text: string) => read([text]).events

it("reads type, id and data, of which one space after the colon is no part", () => {
  expect(eventsOf("event: status\nid: pay_1:3\ndata:  two\n\n")).toEqual([{ type: "status", id: "pay_1:3", data: " two" }])
  expect(eventsOf("data:none\n\n")).toEqual([{ type: "message", id: "", data: "none" }])
})

it("joins the lines of data, also empty ones", () => {
  expect(eventsOf("data: a\ndata\ndata: b\n\n")).toEqual([{ type: "message", id: "", data: "a\n\nb" }])
})

it("reads LF, CR and CRLF as ends of lines, mixed too", () => {
  for (const end of ["\n", "\r", "\r\n"]) {
    expect(eventsOf(["event: a", "data: 1", "", "data: 2", "", ""].join(end)).map(({ data }) => data)).toEqual(["1", "2"])
  }
  expect(eventsOf("data: 1\r\n\rdata: 2\n\r\n")).toHaveLength(2)
})

it("passes comments, unknown fields and events without data over", () => {
  expect(eventsOf(": heartbeat\n\nwhat: ever\n\nevent: lonely\n\ndata: 1\n\n")).toEqual([{ type: "message", id: "", data: "1" }])
})

it("keeps the last id, takes none with NUL, and forgets it on an empty one", () => {
  expect(eventsOf("id: 1\ndata: a\n\ndata: b\n\nid: 2\0\ndata: c\n\nid\ndata: d\n\n").map(({ id }) => id)).toEqual([
    "1",
    "1",
    "1",
    "",
  ])
})

it("takes a retry of digits only", () => {
  expect(read(["retry: 2500\nretry: soon\nretry: -1\nretry:\n"]).retries).toEqual([2500])
})

it("gives no event that is not complete", () => {
  expect(eventsOf("data: 1\n\ndata: 2\n")).toHaveLength(1)
})

it("reads the same wherever the text is cut", () => {
  const token = fc.constantFrom("\n", "\r", "\r\n", ":", " ", "data", "event", "id", "retry", "7", "a", "é", "支", "\0", ": ping")
  assertProperty(
    fc.property(fc.array(token, { maxLength: 60 }), fc.array(fc.nat({ max: 200 }), { maxLength: 12 }), (tokens, cuts) => {
      const text = tokens.join("")
      const places = [...new Set([0, ...cuts.map((cut) => cut % (text.length + 1)), text.length])].sort((a, b) => a - b)
      const pieces = places.slice(1).map((end, index) => text.slice(places[index], end))
      expect(read(pieces)).toEqual(read([text]))
    }),
  )
})
