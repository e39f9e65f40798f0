import fc from "fast-check"
import { assertProperty } from "../../../__tests__/assert-property"
import { REFUND_STATES } from "../facts"
import { refundedTotal, supersedingRefund, type RefundReport } from "../refunds"

const at = (second: number) => new Date(second * 1000)

describe("supersedingRefund", () => {
  it.each([
    ["the first report", undefined, { state: "pending", at: null }, "reported"],
    ["money on its way", { state: "pending", at: at(1) }, { state: "succeeded", at: at(2) }, "reported"],
    ["pending told late", { state: "succeeded", at: at(2) }, { state: "pending", at: at(1) }, "known"],
    ["a repeat", { state: "succeeded", at: at(2) }, { state: "succeeded", at: at(2) }, "known"],
    ["a bank that sends it back", { state: "succeeded", at: at(2) }, { state: "failed", at: at(9) }, "reported"],
    ["the success told after it", { state: "failed", at: at(9) }, { state: "succeeded", at: at(2) }, "known"],
    ["a mended account", { state: "failed", at: at(2) }, { state: "succeeded", at: at(9) }, "reported"],
    ["two in one second", { state: "failed", at: at(2) }, { state: "succeeded", at: at(2) }, "known"],
    ["two in one second, the other way round", { state: "succeeded", at: at(2) }, { state: "failed", at: at(2) }, "reported"],
    ["no clock", { state: "failed", at: null }, { state: "succeeded", at: null }, "known"],
  ] as const)("%s", (_what, known, reported, outcome) => {
    expect(supersedingRefund(known, reported)).toBe(outcome === "reported" ? reported : known)
  })

  it("ends in one state whatever the order and the repetition", () => {
    const reports = fc.array(
      fc.record({ state: fc.constantFrom(...REFUND_STATES), at: fc.integer({ min: 1, max: 4 }).map(at) }),
      { minLength: 1, maxLength: 6 },
    )
    const end = (reported: readonly RefundReport[]) =>
      reported.reduce<RefundReport | undefined>(supersedingRefund, undefined)?.state
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

describe("refundedTotal", () => {
  const refund = (state: (typeof REFUND_STATES)[number], amount: bigint) => ({ state, amount })

  it.each([
    ["nothing told", [], 0n, 0n],
    ["named refunds", [refund("succeeded", 10n), refund("succeeded", 5n)], 0n, 15n],
    ["a total alone", [], 15n, 15n],
    ["a total that counts refunds of which no row is known", [refund("succeeded", 10n)], 15n, 15n],
    ["named refunds ahead of a late total", [refund("succeeded", 10n), refund("succeeded", 5n)], 10n, 15n],
    ["one on its way", [refund("pending", 10n)], 0n, 0n],
    ["one that failed after it was in a total", [refund("failed", 10n), refund("succeeded", 5n)], 15n, 5n],
    ["one that failed and was done anew", [refund("failed", 10n), refund("succeeded", 10n)], 10n, 10n],
  ])("%s", (_what, refunds, reported, total) => {
    expect(refundedTotal(refunds, reported)).toBe(total)
  })

  it("never falls below the refunds that succeeded by name", () => {
    const rows = fc.array(fc.record({ state: fc.constantFrom(...REFUND_STATES), amount: fc.bigInt({ min: 1n, max: 100n }) }))
    assertProperty(
      fc.property(rows, fc.bigInt({ min: 0n, max: 500n }), (refunds, reported) => {
        const named = refunds.filter(({ state }) => state === "succeeded").reduce((sum, { amount }) => sum + amount, 0n)
        return refundedTotal(refunds, reported) >= named
      }),
    )
  })
})
