import { atLocalTime, localTime } from "../local-time"

it("writes a time as the field takes it, and reads it back to the minute", () => {
  const at = new Date(2026, 5, 1, 9, 30, 59)

  expect(localTime(at)).toBe("2026-06-01T09:30")
  expect(atLocalTime(localTime(at))).toEqual(new Date(2026, 5, 1, 9, 30))
})

it.each(["", "tomorrow"])("reads no time from %j", (given) => {
  expect(atLocalTime(given)).toBeUndefined()
})
