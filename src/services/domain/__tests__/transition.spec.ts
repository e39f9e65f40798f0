import fc from "fast-check"
import { assertProperty } from "../../../__tests__/assert-property"
import { isPaymentState, NEXT, PAYMENT_STATES, type PaymentState } from "../states"
import { conflictKind, transition } from "../transition"

const state = fc.constantFrom(...PAYMENT_STATES)

/** The state of a payment after the reports, from the very beginning, and the number of conflicts on the way. */
function after(reports: readonly PaymentState[]): { end: PaymentState; conflicts: number } {
  let end: PaymentState = "pending"
  let conflicts = 0
  for (const reported of reports) {
    const { outcome, to } = transition(end, reported)
    if (outcome === "moved") end = to
    if (outcome === "conflict") conflicts++
  }
  return { end, conflicts }
}

/** The reports in any order, each once or more. */
const inAnyOrder = (reports: readonly PaymentState[]) =>
  fc
    .array(fc.constantFrom(...reports), { maxLength: 6 })
    .chain((again) => fc.shuffledSubarray([...reports, ...again], { minLength: reports.length + again.length }))

describe("the table", () => {
  it("lists states only, and never the state itself", () => {
    for (const from of PAYMENT_STATES) {
      for (const to of NEXT[from]) expect(isPaymentState(to)).toBe(true)
      expect(NEXT[from]).not.toContain(from)
    }
  })

  it("names own states only", () => expect(["toString", "__proto__", "paid", ""].filter(isPaymentState)).toEqual([]))
})

describe("transition", () => {
  it.each<[PaymentState, PaymentState, string]>([
    ["pending", "captured", "moved"],
    ["requires_action", "authorized", "moved"],
    ["failed", "captured", "moved"],
    ["failed", "requires_action", "moved"],
    ["authorized", "expired", "moved"],
    ["authorized", "pending", "stale"],
    ["authorized", "requires_action", "stale"],
    ["captured", "authorized", "stale"],
    ["captured", "failed", "stale"],
    ["canceled", "failed", "stale"],
    ["canceled", "expired", "stale"],
    ["expired", "canceled", "stale"],
    ["captured", "canceled", "conflict"],
    ["captured", "expired", "conflict"],
    ["canceled", "captured", "conflict"],
    ["expired", "captured", "conflict"],
  ])("%s, then %s: %s", (from, to, outcome) => expect(transition(from, to)).toEqual({ outcome, from, to }))

  it.each<[PaymentState, PaymentState, string]>([
    ["authorized", "expired", "stale"],
    ["authorized", "canceled", "stale"],
    ["authorized", "failed", "stale"],
    ["requires_action", "failed", "stale"],
    ["captured", "expired", "stale"],
    ["pending", "captured", "moved"],
    ["failed", "captured", "moved"],
    ["failed", "requires_action", "moved"],
    ["authorized", "captured", "moved"],
    ["captured", "captured", "conflict"],
    ["captured", "authorized", "conflict"],
    ["captured", "pending", "stale"],
    ["canceled", "captured", "conflict"],
    ["canceled", "authorized", "conflict"],
    ["expired", "authorized", "conflict"],
  ])("%s, then %s of another attempt: %s", (from, to, outcome) =>
    expect(transition(from, to, { otherPayment: true }).outcome).toBe(outcome),
  )

  it("makes a transition exactly where the table says", () =>
    assertProperty(
      fc.property(state, state, (from, to) => {
        const listed = (NEXT[from] as readonly PaymentState[]).includes(to)
        expect(transition(from, to).outcome === "moved").toBe(listed)
      }),
    ))

  it("has no effect when the same is reported again", () =>
    assertProperty(
      fc.property(fc.array(state), (reports) => {
        const last = reports.at(-1)
        fc.pre(last !== undefined)
        expect(after([...reports, last as PaymentState]).end).toBe(after(reports).end)
        const { end } = after(reports)
        expect(transition(end, end).outcome).toBe("stale")
      }),
    ))

  it.each<PaymentState>(["captured", "canceled", "expired"])(
    "ends at %s in whatever order it arrives among reports that are not final, lost and repeated ones included",
    (final) =>
      assertProperty(
        fc.property(
          fc
            .subarray<PaymentState>(["pending", "requires_action", "failed", "authorized"])
            .chain((others) => inAnyOrder([...others, final])),
          (reports) => expect(after(reports)).toEqual({ end: final, conflicts: 0 }),
        ),
      ),
  )

  it("ends at the furthest of pending, requires_action and authorized in any order", () =>
    assertProperty(
      fc.property(
        fc
          .subarray<PaymentState>(["pending", "requires_action", "authorized"], { minLength: 1 })
          .chain((reports) => fc.tuple(fc.constant(reports.at(-1)), inAnyOrder(reports))),
        ([furthest, reports]) => expect(after(reports).end).toBe(furthest),
      ),
    ))

  it.each<PaymentState>(["canceled", "expired"])("quarantines captured beside %s for review, whichever comes first", (end) =>
    assertProperty(
      fc.property(
        fc
          .subarray<PaymentState>(["pending", "requires_action", "failed", "authorized"])
          .chain((others) => inAnyOrder([...others, "captured", end])),
        (reports) => {
          const result = after(reports)
          expect(result.conflicts).toBeGreaterThan(0)
          expect(result.end).toBe(reports.find((reported) => reported === "captured" || reported === end))
        },
      ),
    ),
  )

  describe("where the table allows both directions", () => {
    const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second))
    const afterTimed = (reports: ReadonlyArray<readonly [PaymentState, Date | null]>) => {
      let [end, last]: readonly [PaymentState, Date | null] = reports[0]!
      for (const [reported, time] of reports.slice(1)) {
        if (transition(end, reported, { last, reported: time }).outcome !== "moved") continue
        end = reported
        last = time
      }
      return end
    }

    it.each<[PaymentState, PaymentState]>([
      ["failed", "authorized"],
      ["authorized", "failed"],
      ["failed", "requires_action"],
      ["requires_action", "failed"],
    ])("%s, then %s at the provider ends the same in whatever order the two arrive", (first, second) => {
      const reports = [[first, at(1)] as const, [second, at(2)] as const]
      expect(afterTimed(reports)).toBe(second)
      expect(afterTimed([...reports].reverse())).toBe(second)
    })

    it.each<[PaymentState, PaymentState]>([
      ["failed", "authorized"],
      ["requires_action", "failed"],
    ])("%s and %s in one second end in the second, in whatever order they arrive", (first, second) => {
      const reports = [[first, at(1)] as const, [second, at(1)] as const]
      expect(afterTimed(reports)).toBe(second)
      expect(afterTimed([...reports].reverse())).toBe(second)
    })

    it("believes the later arrival when the provider gives no time", () => {
      expect(transition("authorized", "failed", { last: at(1), reported: null }).outcome).toBe("moved")
      expect(transition("authorized", "failed", { last: null, reported: at(1) }).outcome).toBe("moved")
    })

    it("does not ask the clock where the table decides", () => {
      expect(transition("authorized", "captured", { last: at(9), reported: at(1) }).outcome).toBe("moved")
      expect(transition("captured", "authorized", { last: at(1), reported: at(9) }).outcome).toBe("stale")
    })
  })
})

describe("a capture that was reversed", () => {
  const [earlier, later] = [new Date("2026-05-01T10:00:00Z"), new Date("2026-05-01T10:00:01Z")]

  it.each<[PaymentState, PaymentState, Date | null, Date | null, string]>([
    ["captured", "failed", earlier, later, "conflict"],
    ["captured", "failed", later, earlier, "stale"],
    ["captured", "failed", earlier, earlier, "stale"],
    ["captured", "failed", null, later, "stale"],
    ["captured", "failed", earlier, null, "stale"],
    ["failed", "captured", later, earlier, "conflict"],
    ["failed", "captured", earlier, later, "moved"],
    ["failed", "captured", later, null, "moved"],
  ])("%s at %p, then %s at %p: %s", (from, to, last, reported, outcome) =>
    expect(transition(from, to, { last, reported }).outcome).toBe(outcome),
  )

  it("is not seen in another attempt", () => {
    expect(transition("captured", "failed", { last: earlier, reported: later, otherPayment: true }).outcome).toBe("stale")
    expect(transition("failed", "captured", { last: later, reported: earlier, otherPayment: true }).outcome).toBe("moved")
  })
})

it.each<[PaymentState, PaymentState, boolean, string]>([
  ["captured", "captured", true, "double_payment"],
  ["captured", "authorized", true, "double_payment"],
  ["canceled", "captured", false, "late_payment"],
  ["expired", "captured", true, "late_payment"],
  ["expired", "authorized", true, "late_payment"],
  ["captured", "failed", false, "capture_reversed"],
  ["captured", "canceled", false, "capture_reversed"],
  ["captured", "expired", false, "capture_reversed"],
  ["failed", "captured", false, "capture_reversed"],
])("a conflict of %s and %s (another payment: %p) is a %s", (from, to, otherPayment, kind) =>
  expect(conflictKind(from, to, otherPayment)).toBe(kind),
)
