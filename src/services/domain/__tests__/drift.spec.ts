import fc from "fast-check"
import { assertProperty } from "../../../__tests__/assert-property"
import { confirms, driftOf, type OurPayment } from "../drift"
import { DISPUTE_STATES, REFUND_STATES, type DisputeFact, type Fact, type PaymentFact, type RefundFact } from "../facts"
import { PAYMENT_STATES } from "../states"

const MOVED = new Date("2026-03-01T12:00:00Z")
const QUIET = { quietSince: new Date("2026-03-01T12:05:00Z") }
const EUR = (minor: number) => ({ minor: BigInt(minor), currency: "EUR" })

const ours = (given: Partial<OurPayment> = {}): OurPayment => ({
  state: "captured",
  providerPaymentId: "pi_1",
  currency: "eur",
  amount: 2500n,
  captured: 2500n,
  refunded: 0n,
  occurredAt: null,
  movedAt: MOVED,
  refunds: [],
  disputes: [],
  ...given,
})

const payment = (state: PaymentFact["state"], given: Partial<PaymentFact> = {}): PaymentFact => ({
  subject: "payment",
  state,
  providerPaymentId: "pi_1",
  amount: EUR(2500),
  ...given,
})

const refund = (state: RefundFact["state"], given: Partial<RefundFact> = {}): RefundFact => ({
  subject: "refund",
  state,
  providerRefundId: "re_1",
  providerPaymentId: "pi_1",
  amount: EUR(500),
  ...given,
})

const dispute = (state: DisputeFact["state"], given: Partial<DisputeFact> = {}): DisputeFact => ({
  subject: "dispute",
  state,
  providerDisputeId: "dp_1",
  amount: EUR(2500),
  ...given,
})

const AGREED = { differences: [], missing: [], since: null }

describe("a payment of which nothing was reported", () => {
  it("differs as soon as it is more than pending at the provider", () => {
    expect(driftOf(undefined, [payment("pending")])).toEqual(AGREED)
    const reported = payment("captured", { occurredAt: MOVED })
    expect(driftOf(undefined, [reported])).toEqual({
      differences: ["the provider reports the payment captured of 25.00 EUR; nothing was reported"],
      missing: [reported],
      since: MOVED,
    })
  })

  it("lacks its refunds and disputes too", () => {
    const reported = [payment("captured"), refund("succeeded"), dispute("opened")]
    expect(driftOf(undefined, reported).missing).toEqual(reported)
  })
})

describe("a payment's state", () => {
  it.each([
    ["pending", "captured"],
    ["authorized", "canceled"],
    ["authorized", "captured"],
    ["failed", "captured"],
    ["canceled", "captured"],
    ["captured", "canceled"],
  ] as const)("misses a fact that changes or contradicts it: %s here, %s there", (known, reported) => {
    const fact = payment(reported)
    expect(driftOf(ours({ state: known }), [fact])).toMatchObject({
      differences: [`the payment is ${known} here, the provider reports it ${reported} of 25.00 EUR`],
      missing: [fact],
    })
  })

  it("has nothing to apply where we know more, and differs only when nothing is under way", () => {
    const reported = [payment("authorized")]
    expect(driftOf(ours(), reported, QUIET)).toEqual({
      differences: ["the payment is captured here, the provider still reports it authorized"],
      missing: [],
      since: null,
    })
    expect(driftOf(ours({ movedAt: new Date("2026-03-01T12:06:00Z") }), reported, QUIET)).toEqual(AGREED)
    expect(driftOf(ours(), reported)).toEqual(AGREED)
  })

  it("treats canceled and expired as one end, as payment providers of Medusa's do", () => {
    expect(driftOf(ours({ state: "expired", captured: 0n }), [payment("canceled")], QUIET)).toEqual(AGREED)
  })

  it("ignores the end of another attempt, and not its money", () => {
    expect(driftOf(ours(), [payment("failed", { providerPaymentId: "pi_0" })], QUIET)).toEqual(AGREED)
    expect(driftOf(ours(), [payment("captured", { providerPaymentId: "pi_2" })], QUIET).missing).toHaveLength(1)
  })

  it("agrees when the provider ends the uncaptured remainder", () => {
    const inPart = ours({ captured: 2000n })
    expect(driftOf(inPart, [payment("canceled"), payment("expired")])).toEqual(AGREED)
    expect(driftOf(inPart, [payment("captured", { providerPaymentId: "pi_2" })]).missing).toHaveLength(1)
  })

  it("compares the captured total where both are captured", () => {
    expect(driftOf(ours(), [payment("captured")], QUIET)).toEqual(AGREED)
    expect(driftOf(ours({ captured: 1000n }), [payment("captured", { capturedTotal: EUR(2500) })]).differences).toEqual([
      "the provider reports 25.00 EUR captured, 10.00 EUR is known here",
    ])
  })
})

describe("refunds", () => {
  const known = (state: RefundFact["state"]) => ours({ refunds: [{ id: "re_1", state, at: MOVED }], refunded: 500n })

  it("are missed when their id is not known", () => {
    expect(driftOf(ours(), [refund("succeeded")]).differences).toEqual([
      "the provider reports refund re_1 of 5.00 EUR succeeded, it is not known here",
    ])
  })

  it("are missed after a further transition, and not in the state that we know", () => {
    expect(driftOf(known("pending"), [refund("succeeded")]).missing).toHaveLength(1)
    expect(driftOf(known("succeeded"), [refund("failed", { occurredAt: new Date("2026-03-02") })]).missing).toHaveLength(1)
    expect(driftOf(known("succeeded"), [refund("succeeded", { occurredAt: new Date("2026-03-02") })])).toEqual(AGREED)
    expect(driftOf(known("succeeded"), [refund("pending")])).toEqual(AGREED)
  })

  it("are none where they are of the uncaptured remainder", () => {
    const inPart = ours({ captured: 2000n, occurredAt: MOVED })
    expect(driftOf(inPart, [refund("succeeded", { madeAt: MOVED })])).toEqual(AGREED)
    expect(driftOf(inPart, [refund("succeeded", { madeAt: new Date("2026-03-02") })]).missing).toHaveLength(1)
  })

  it("are compared by their sum where the provider names none", () => {
    const total = (minor: number) => [refund("succeeded", { providerRefundId: undefined, refundedTotal: EUR(minor) })]
    expect(driftOf(known("succeeded"), total(500))).toEqual(AGREED)
    expect(driftOf(known("succeeded"), total(700)).differences).toEqual([
      "the provider reports refunds of 7.00 EUR in all, 5.00 EUR is known here",
    ])
  })
})

describe("disputes", () => {
  const known = ours({ disputes: [{ id: "dp_1", state: "under_review", at: MOVED }] })

  it("are missed when they are unknown or had a further transition", () => {
    expect(driftOf(ours(), [dispute("opened")]).missing).toHaveLength(1)
    expect(driftOf(known, [dispute("lost")]).differences).toEqual([
      "the provider reports dispute dp_1 of 25.00 EUR lost, it is under_review here",
    ])
    expect(driftOf(known, [dispute("opened")])).toEqual(AGREED)
  })
})

it("leaves payment methods alone", () => {
  expect(driftOf(undefined, [{ subject: "payment_method", state: "expiring" }])).toEqual(AGREED)
})

it("compares each fact on its own: whether it is missing does not depend on the others", () => {
  const fact = fc.oneof<fc.Arbitrary<Fact>[]>(
    fc.constantFrom(...PAYMENT_STATES).map((state) => payment(state)),
    fc
      .tuple(fc.constantFrom(...REFUND_STATES), fc.constantFrom("re_1", "re_2"))
      .map(([state, providerRefundId]) => refund(state, { providerRefundId })),
    fc.constantFrom(...DISPUTE_STATES).map((state) => dispute(state)),
  )
  const known = fc.option(
    fc.constantFrom(...PAYMENT_STATES).map((state) => ours({ state })),
    { nil: undefined },
  )
  assertProperty(
    fc.property(known, fc.array(fact, { maxLength: 5 }), (mine, theirs) => {
      const each = theirs.flatMap((one) => driftOf(mine, [one], QUIET).missing)
      expect(driftOf(mine, theirs, QUIET).missing).toEqual(each)
    }),
  )
})

describe("an answer without a time", () => {
  const authorized = ours({ state: "authorized", captured: 0n })
  const failed = payment("failed")

  it("is older than a webhook that was applied since it was asked for", () => {
    expect(driftOf(authorized, [failed], { askedAt: new Date(MOVED.getTime() - 1) })).toEqual(AGREED)
    expect(driftOf(authorized, [failed], { askedAt: new Date(MOVED.getTime() + 1) }).missing).toEqual([failed])
  })

  it("is believed all the same where nothing could reverse it", () =>
    expect(driftOf(authorized, [payment("canceled")], { askedAt: new Date(MOVED.getTime() - 1) }).missing).toHaveLength(1))
})

describe("a captured payment that the provider contradicts", () => {
  const reported = payment("captured", { contradictions: ["turned into a refund, of how much is not told"] })

  it("differs as long as no refund is known, and nothing can be applied", () =>
    expect(driftOf(ours(), [reported])).toEqual({ differences: reported.contradictions, missing: [], since: null }))

  it("agrees once a refund is known", () => expect(driftOf(ours({ refunded: 500n }), [reported])).toEqual(AGREED))
})

describe("a list confirms what we know", () => {
  const reported = payment("captured")

  it("when its last report of the payment agrees with ours", () => {
    expect(confirms([payment("authorized"), reported, refund("succeeded")], ours())).toBe(true)
    expect(confirms([payment("captured", { amount: EUR(500) }), payment("captured", { capturedTotal: EUR(2500) })], ours())).toBe(
      true,
    )
    expect(confirms([payment("canceled")], ours({ state: "canceled", captured: 0n }))).toBe(true)
  })

  it.each<[string, readonly Fact[], Partial<OurPayment>]>([
    ["it says nothing of the payment itself", [refund("succeeded")], {}],
    ["it goes on after what we know", [reported, payment("canceled")], {}],
    ["it is not as far as we are", [payment("authorized")], {}],
    ["it tells of less money", [payment("captured", { amount: EUR(2000) })], {}],
    ["it tells of no sum", [payment("captured", { amount: undefined })], {}],
    ["it tells of another payment", [payment("captured", { providerPaymentId: "pi_2" })], {}],
    ["we do not know the provider's id", [reported], { providerPaymentId: null }],
  ])("but not when %s", (_, theirs, known) => expect(confirms(theirs, ours(known))).toBe(false))
})
