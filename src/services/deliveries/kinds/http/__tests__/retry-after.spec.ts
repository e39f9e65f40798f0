import { readRetryAfter } from "../retry-after"

const now = new Date("1994-11-06T08:49:00Z")

it.each([
  ["0", 0],
  ["120", 120],
  [" 120 ", 120],
  ["Sun, 06 Nov 1994 08:49:37 GMT", 37],
  ["Sunday, 06-Nov-94 08:49:37 GMT", 37],
  ["Sun Nov  6 08:49:37 1994", 37],
  ["Sun, 06 Nov 1994 08:48:00 GMT", 0],
])("reads %p as %i seconds", (value, seconds) => expect(readRetryAfter(value, now)).toBe(seconds))

it.each([
  null,
  "",
  "soon",
  "-1",
  "1.5",
  "1e3",
  "0x10",
  "120s",
  "1994-11-06T08:49:37Z",
  "Sun, 99 Nov 1994 08:49:37 GMT",
  "tomorrow",
  "5, 10",
  "9999999999999",
])("reads nothing in %p", (value) => expect(readRetryAfter(value, now)).toBeUndefined())

it("reads a date with a fraction of a second left as a second, never as none", () => {
  expect(readRetryAfter("Sun, 06 Nov 1994 08:49:37 GMT", new Date("1994-11-06T08:49:36.900Z"))).toBe(1)
})
