import type { Fact } from "../../domain/facts"
import { truthId } from "../truth-id"

const captured: Fact = { subject: "payment", state: "captured", amount: { minor: 2500n, currency: "EUR" } }

it("is equal for the same truth about the same payment", () => {
  expect(truthId("payses_1", 1, [captured])).toBe(truthId("payses_1", 1, [{ ...captured }]))
  expect(truthId("payses_1", 1, [captured])).toMatch(/^reconciliation:[0-9a-f]{40}$/)
})

it("differs with the payment, its version, and the facts", () => {
  const ids = [
    truthId("payses_1", 1, [captured]),
    truthId("payses_2", 1, [captured]),
    truthId("payses_1", 2, [captured]),
    truthId("payses_1", 1, [{ ...captured, amount: { minor: 2501n, currency: "EUR" } }]),
    truthId("payses_1", 1, []),
  ]
  expect(new Set(ids).size).toBe(ids.length)
})
