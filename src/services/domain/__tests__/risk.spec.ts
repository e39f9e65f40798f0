import { riskSignals, type RiskObservations, type RiskRules } from "../risk"

const rules: RiskRules = {
  repeatedFailures: { count: 3, withinMinutes: 60, action: "review" },
  sharedPaymentMethod: { carts: 4, withinMinutes: 1440, action: "flag" },
  earlyFraudWarning: "review",
  review: "flag",
}
const off: RiskRules = { repeatedFailures: false, sharedPaymentMethod: false, earlyFraudWarning: false, review: false }
const harmless: RiskObservations = { failures: 2, carts: 3, warnings: 0, underReview: false }

describe("riskSignals", () => {
  it("finds nothing just below every threshold", () => expect(riskSignals(rules, harmless)).toEqual([]))

  it.each<[string, Partial<RiskObservations>, keyof RiskRules, string, RegExp]>([
    ["failures", { failures: 3 }, "repeatedFailures", "review", /^3 attempts .* failed within 60 minutes; the rule allows 2$/],
    ["a shared card", { carts: 7 }, "sharedPaymentMethod", "flag", /used on 7 carts within 1440 minutes; the rule allows 3$/],
    ["a warning", { warnings: 1 }, "earlyFraudWarning", "review", /^1 warning or dispute stands/],
    ["warnings", { warnings: 2 }, "earlyFraudWarning", "review", /^2 warnings or disputes stand/],
    ["a review", { underReview: true }, "review", "flag", /review by a person/],
  ])("gives the reason and its numbers: %s", (_what, observed, rule, action, reason) =>
    expect(riskSignals(rules, { ...harmless, ...observed })).toEqual([{ rule, action, reason: expect.stringMatching(reason) }]),
  )

  it("applies each rule on its own", () =>
    expect(
      riskSignals(rules, { failures: 9, carts: 9, warnings: 9, underReview: true }).map(({ rule, action }) => [rule, action]),
    ).toEqual([
      ["repeatedFailures", "review"],
      ["sharedPaymentMethod", "flag"],
      ["earlyFraudWarning", "review"],
      ["review", "flag"],
    ]))

  it("asks nothing of rules that are switched off", () =>
    expect(riskSignals(off, { failures: 99, carts: 99, warnings: 9, underReview: true })).toEqual([]))
})
