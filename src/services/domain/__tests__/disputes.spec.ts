import fc from "fast-check"
import { assertProperty } from "../../../__tests__/assert-property"
import { disputeDifferences, supersedingDispute, type DisputeReport } from "../disputes"
import { DISPUTE_STATES, type DisputeFact } from "../facts"

const at = (second: number) => new Date(second * 1000)

describe("supersedingDispute", () => {
  it.each([
    ["an inquiry", undefined, { state: "warning", at: null }, "reported"],
    ["a chargeback after it", { state: "warning", at: at(1) }, { state: "opened", at: at(2) }, "reported"],
    ["the inquiry told late", { state: "opened", at: at(2) }, { state: "warning", at: at(1) }, "known"],
    ["evidence handed in", { state: "opened", at: at(2) }, { state: "under_review", at: at(3) }, "reported"],
    ["lost without a review", { state: "opened", at: at(2) }, { state: "lost", at: at(3) }, "reported"],
    ["the opening told after the end", { state: "lost", at: at(3) }, { state: "opened", at: at(2) }, "known"],
    ["a second chargeback", { state: "won", at: at(3) }, { state: "lost", at: at(9) }, "reported"],
    ["an arbitration", { state: "lost", at: at(3) }, { state: "won", at: at(9) }, "reported"],
    ["the first end told late", { state: "won", at: at(9) }, { state: "lost", at: at(3) }, "known"],
    ["the merchant's turn again", { state: "under_review", at: at(3) }, { state: "opened", at: at(4) }, "reported"],
    ["contested again after a win", { state: "won", at: at(3) }, { state: "under_review", at: at(4) }, "reported"],
    ["the review told after the win", { state: "won", at: at(3) }, { state: "under_review", at: at(2) }, "known"],
    ["an inquiry closed", { state: "warning", at: at(1) }, { state: "closed", at: at(2) }, "reported"],
    ["a chargeback after it was closed", { state: "closed", at: at(2) }, { state: "opened", at: at(3) }, "reported"],
    ["a warning told after it was closed", { state: "closed", at: at(2) }, { state: "warning", at: at(3) }, "known"],
    ["both ends in one second", { state: "lost", at: at(3) }, { state: "won", at: at(3) }, "known"],
  ] as const)("%s", (_what, known, reported, outcome) => {
    expect(supersedingDispute(known, reported)).toBe(outcome === "reported" ? reported : known)
  })

  it("ends in one state whatever the order and the repetition", () => {
    const reports = fc.array(
      fc.record({ state: fc.constantFrom(...DISPUTE_STATES), at: fc.integer({ min: 1, max: 4 }).map(at) }),
      { minLength: 1, maxLength: 6 },
    )
    const end = (reported: readonly DisputeReport[]) =>
      reported.reduce<DisputeReport | undefined>(supersedingDispute, undefined)?.state
    assertProperty(
      fc.property(
        reports.chain((reported) =>
          fc.tuple(fc.constant(reported), fc.shuffledSubarray([...reported, ...reported], { minLength: reported.length * 2 })),
        ),
        ([reported, shuffled]) => expect(end(shuffled)).toBe(end(reported)),
      ),
    )
  })
})

describe("disputeDifferences", () => {
  const fact: DisputeFact = {
    subject: "dispute",
    state: "opened",
    providerDisputeId: "dp_1",
    amount: { minor: 99_99n, currency: "EUR" },
    mode: "test",
  }

  it.each<[string, Partial<DisputeFact>, "live" | "test" | undefined, readonly string[]]>([
    ["more than was paid", {}, "test", []],
    ["no amount", { amount: undefined as never }, undefined, []],
    ["another currency", { amount: { minor: 1n, currency: "USD" } }, "test", ["the payment is in EUR, the dispute in USD"]],
    ["an amount that is no number", { amount: { major: "a lot" } }, "test", ["the disputed amount cannot be read"]],
    ["the other mode", {}, "live", ["the account takes live payments, the provider reports a test dispute"]],
    ["another merchant's", { contradictions: ["it belongs to somebody else"] }, "test", ["it belongs to somebody else"]],
  ])("%s", (_what, change, mode, found) =>
    expect(disputeDifferences({ ...fact, ...change }, "eur", mode ? { mode } : {})).toEqual(found),
  )
})
