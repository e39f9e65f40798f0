import { nextCheckAt, type CheckedPayment } from "../check-schedule"

const SCHEDULE = { scheduleMinutes: [5, 60, 360], giveUpAfterDays: 14, recheckCapturedDays: 7 }
const BEGAN = new Date("2026-03-01T12:00:00Z")
const MINUTE = 60_000
const DAY = 1440 * MINUTE

const after = (minutes: number) => new Date(BEGAN.getTime() + minutes * MINUTE)
const next = (payment: Partial<CheckedPayment>, now: Date) =>
  nextCheckAt({ startedAt: BEGAN, listed: false, ...payment }, now, SCHEDULE)

it.each([
  [0, 5],
  [4.9, 5],
  [5, 60],
  [59, 60],
  [60, 360],
  [360, 360 + 1440],
  [2000, 2000 + 1440],
])("asks about an uncompleted payment of %d minutes at %d minutes", (age, expected) => {
  for (const state of [undefined, "pending", "requires_action", "failed", "authorized"] as const) {
    expect(next(state ? { state } : {}, after(age))).toEqual(after(expected))
  }
})

it("gives up on a payment that was never completed", () => {
  expect(next({}, new Date(BEGAN.getTime() + 12.5 * DAY))).toEqual(new Date(BEGAN.getTime() + 13.5 * DAY))
  expect(next({}, new Date(BEGAN.getTime() + 13.5 * DAY))).toBeUndefined()
})

it.each(["canceled", "expired"] as const)("never asks about a payment that is %s", (state) => {
  expect(next({ state, movedAt: after(1) }, after(6))).toBeUndefined()
})

it("reads a captured payment daily for a week, from its capture on", () => {
  const movedAt = new Date(BEGAN.getTime() + 3 * DAY)
  expect(next({ state: "captured", movedAt }, movedAt)).toEqual(new Date(movedAt.getTime() + DAY))
  expect(next({ state: "captured", movedAt }, new Date(movedAt.getTime() + 6 * DAY))).toEqual(
    new Date(movedAt.getTime() + 7 * DAY),
  )
  expect(next({ state: "captured", movedAt }, new Date(movedAt.getTime() + 6.1 * DAY))).toBeUndefined()
})

it("leaves captured payments to the lists of a provider that has them", () => {
  expect(next({ state: "captured", movedAt: after(1), listed: true }, after(6))).toBeUndefined()
  expect(next({ state: "authorized", movedAt: after(1), listed: true }, after(6))).toEqual(after(60))
})
