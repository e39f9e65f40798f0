import { momentOf } from "../arguments"
import { UsageError } from "../usage-error"

const NOW = new Date("2026-03-01T12:00:00Z")

it.each([
  ["90m", "2026-03-01T10:30:00.000Z"],
  ["6h", "2026-03-01T06:00:00.000Z"],
  ["2d", "2026-02-27T12:00:00.000Z"],
  ["2026-02-01T00:00:00Z", "2026-02-01T00:00:00.000Z"],
  ["2026-02-01", "2026-02-01T00:00:00.000Z"],
])("reads %s", (text, expected) => {
  expect(momentOf("since", text, NOW).toISOString()).toBe(expected)
})

it.each(["", "6", "6 h", "-6h", "h", "1w", "yesterday", "2026-13-01", "99999999d"])("refuses %p", (text) => {
  expect(() => momentOf("since", text, NOW)).toThrow(UsageError)
})
