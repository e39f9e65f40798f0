import { pauseAfter } from "../retry-schedule"

const HOUR = 3600
const pauses = (random: number) => Array.from({ length: 10 }, (_, i) => pauseAfter(i + 1, undefined, () => random))

it("tries ten times in about 75 hours", () => {
  const middle = pauses(0.5)
  expect(middle.map((pause) => pause && Math.round(pause))).toEqual([
    ...[5, 300, 1800, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
    undefined,
  ])
  const total = middle.reduce<number>((sum, pause = 0) => sum + pause, 0)
  expect(Math.round(total / HOUR)).toBe(76)
})

it.each([0, 1])("spreads a pause by a tenth (%d)", (random) => {
  expect(pauseAfter(2, undefined, () => random)).toBeCloseTo(random ? 330 : 270)
})

it("waits as long as the receiver asks, never shorter than it would, and a day at most", () => {
  expect(pauseAfter(1, 600, () => 0.5)).toBe(600)
  expect(pauseAfter(3, 600, () => 0.5)).toBeCloseTo(1800)
  expect(pauseAfter(1, 30 * 86_400, () => 0.5)).toBe(86_400)
  expect(pauseAfter(10, 600)).toBeUndefined()
})

it.each([0, 0.5, 1])("repeats within five seconds for a receiver that expects it, and then as ever (%f)", (random) => {
  expect(pauseAfter(1, undefined, () => random, { isHurried: true })).toBeLessThan(4)
  expect(pauseAfter(1, 60, () => random, { isHurried: true })).toBe(60)
  expect(pauseAfter(2, undefined, () => random, { isHurried: true })).toBe(pauseAfter(2, undefined, () => random))
})
