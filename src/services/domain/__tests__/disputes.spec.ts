import fc from "fast-check"
import { standingDispute, type DisputeReport } from "../disputes"
import { DISPUTE_STATES } from "../facts"

const at = (second: number) => new Date(second * 1000)

describe("standingDispute", () => {
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
    ["both ends in one second", { state: "lost", at: at(3) }, { state: "won", at: at(3) }, "known"],
  ] as const)("%s", (_what, known, reported, outcome) => {
    expect(standingDispute(known, reported)).toBe(outcome === "reported" ? reported : known)
  })

  it("ends in one state whatever the order and the repetition", () => {
    const reports = fc.array(
      fc.record({ state: fc.constantFrom(...DISPUTE_STATES), at: fc.integer({ min: 1, max: 4 }).map(at) }),
      { minLength: 1, maxLength: 6 },
    )
    const end = (told: readonly DisputeReport[]) => told.reduce<DisputeReport | undefined>(standingDispute, undefined)?.state
    fc.assert(
      fc.property(
        reports.chain((told) =>
          fc.tuple(fc.constant(told), fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 })),
        ),
        ([told, shuffled]) => expect(end(shuffled)).toBe(end(told)),
      ),
    )
  })
})
