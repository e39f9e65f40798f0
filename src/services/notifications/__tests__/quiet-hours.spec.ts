import fc from "fast-check"
import { assertProperty } from "../../../__tests__/assert-property"
import { isTimeZone, secondsOfQuiet } from "../quiet-hours"

const berlin = { from: "22:00", to: "07:00", timeZone: "Europe/Berlin" }
const HOUR = 3600

it.each([
  ["before they begin", "2026-11-21T20:59:59Z", 0],
  ["at their beginning", "2026-11-21T21:00:00Z", 9 * HOUR],
  ["after midnight", "2026-11-22T01:30:30Z", 4.5 * HOUR - 30],
  ["at their end", "2026-11-22T06:00:00Z", 0],
  ["in the night that is an hour shorter", "2026-03-28T23:00:00Z", 6 * HOUR],
  ["in the night that is an hour longer", "2026-10-24T22:00:00Z", 8 * HOUR],
])("go over midnight: %s", (_when, now, seconds) => {
  expect(secondsOfQuiet(berlin, new Date(now))).toBe(seconds)
})

it("are on the customer's clock, whatever the server's", () => {
  const tokyo = { from: "12:00", to: "13:00", timeZone: "Asia/Tokyo" }

  expect(secondsOfQuiet(tokyo, new Date("2026-11-21T03:15:00Z"))).toBe(45 * 60)
  expect(secondsOfQuiet(tokyo, new Date("2026-11-21T12:15:00Z"))).toBe(0)
})

it("are none when they begin where they end", () => {
  expect(secondsOfQuiet({ ...berlin, to: "22:00" }, new Date("2026-11-21T21:00:00Z"))).toBe(0)
})

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"))
const zone = fc.constantFrom("UTC", "Asia/Kolkata", "Asia/Tokyo", "America/Phoenix")

it("are over once they have been waited for, and never last a day", () => {
  assertProperty(
    fc.property(
      time,
      time,
      zone,
      fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
      (from, to, timeZone, now) => {
        const seconds = secondsOfQuiet({ from, to, timeZone }, now)
        expect(seconds).toBeLessThan(24 * HOUR)
        // There was no wait, and quiet hours may begin with the next second.
        if (!seconds) return
        expect(secondsOfQuiet({ from, to, timeZone }, new Date(now.getTime() + seconds * 1000 + 1000))).toBe(0)
      },
    ),
  )
})

it("knows a time zone from anything else", () => {
  expect(isTimeZone("Europe/Berlin")).toBe(true)
  expect(isTimeZone("Middle-earth/Shire")).toBe(false)
})
