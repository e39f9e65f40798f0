import fc from "fast-check"
import { assertProperty } from "../../../__tests__/assert-property"
import { backoff } from "../backoff"

const options = { initialSeconds: 2, maxSeconds: 900 }

it.each([
  [1, 1, 2],
  [2, 2, 4],
  [3, 4, 8],
  [9, 256, 512],
  [10, 450, 900],
  [11, 450, 900],
  [1_000_000, 450, 900],
])("waits after failure %i between %i and %i seconds", (attempt, least, most) => {
  expect(backoff(attempt, options, () => 0)).toBe(least)
  expect(backoff(attempt, options, () => 1)).toBe(most)
})

it("never waits longer than the maximum, nor less than half the first delay, and never returns NaN", () => {
  assertProperty(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const seconds = backoff(attempt, options, () => random)
      expect(seconds).toBeGreaterThanOrEqual(1)
      expect(seconds).toBeLessThanOrEqual(900)
    }),
  )
})

it("keeps to the maximum even where the first delay is longer", () => {
  expect(backoff(1, { initialSeconds: 100, maxSeconds: 10 }, () => 1)).toBe(10)
})

it("spreads the retries of work that failed at the same time", () => {
  const delays = Array.from({ length: 200 }, () => backoff(8, options))

  expect(new Set(delays).size).toBeGreaterThan(190)
})
