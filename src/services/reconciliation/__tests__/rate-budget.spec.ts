import { RateBudget } from "../rate-budget"

let now = 0
const budgetOf = (callsPerMinute: number) =>
  new RateBudget({ options: { reconciliation: { callsPerMinute } } as never, clock: () => new Date(now) })

beforeEach(() => {
  now = Date.parse("2026-03-01T12:00:00Z")
})

it("lets a burst through and then one call after the other", () => {
  const budget = budgetOf(60)
  for (let call = 0; call < 10; call++) {
    expect(budget.waitMs("a")).toBe(0)
    budget.spend("a")
  }
  expect(budget.waitMs("a")).toBe(1000)
  now += 1000
  expect(budget.waitMs("a")).toBe(0)
  expect(budget.spent).toBe(10)
})

it("keeps to the calls of a minute, however they are asked for", () => {
  const budget = budgetOf(30)
  let calls = 0
  for (const end = now + 10 * 60_000; now < end; now += 50) {
    while (budget.waitMs("a") === 0) {
      budget.spend("a")
      calls++
    }
  }
  expect(calls).toBeGreaterThanOrEqual(300)
  expect(calls).toBeLessThanOrEqual(305)
})

it("makes up for a question that took several calls", () => {
  const budget = budgetOf(6)
  for (let call = 0; call < 3; call++) budget.spend("a")
  expect(budget.waitMs("a")).toBe(30_000)
})

it("leaves a provider alone for as long as it asks, and others in peace", () => {
  const budget = budgetOf(60)
  budget.refuse("a", 30)
  expect(budget.waitMs("a")).toBe(30_000)
  expect(budget.waitMs("b")).toBe(0)
  now += 30_000
  expect(budget.waitMs("a")).toBe(0)
})

it("waits longer with each refusal in a row, and not for ever", () => {
  const budget = budgetOf(60)
  const pauses = Array.from({ length: 12 }, () => {
    budget.refuse("a")
    const wait = budget.waitMs("a")
    now += wait
    return wait
  })
  expect(pauses[0]).toBeLessThanOrEqual(1000)
  expect(pauses[4]).toBeGreaterThanOrEqual(8000)
  expect(Math.max(...pauses)).toBeLessThanOrEqual(60_000)
  expect(budget.refusalsInARow("a")).toBe(12)
  budget.succeed("a")
  budget.refuse("a")
  expect(budget.waitMs("a")).toBeLessThanOrEqual(1000)
})
