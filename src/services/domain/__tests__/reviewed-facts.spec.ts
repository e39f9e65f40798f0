import type { Fact } from "../facts"
import { reviewOf, type ReviewedCase } from "../reviewed-facts"

const eur = (minor: bigint) => ({ minor, currency: "EUR" })
const captured = (more: object = {}): Fact =>
  ({ subject: "payment", state: "captured", providerPaymentId: "pay_1", ...more }) as Fact

const item = (more: Partial<ReviewedCase> = {}, data: object = {}): ReviewedCase => ({
  state: "resolved",
  resolution: "dismissed",
  event_state: "ignored",
  provider_payment_id: "pay_1",
  currency_code: "eur",
  amount: "100",
  detail: "expected 25.00 EUR, reported 1.00 EUR",
  data: { fact: "payment.captured", reported: { amount: "100" }, ...data },
  ...more,
})

const review = (fact: Fact, cases: ReviewedCase[], payment: object = {}) =>
  reviewOf(fact, cases, { captured: 0n, capturedInMedusa: 0n, scope: {}, ...payment })

describe("a fact that a case covers", () => {
  it.each<[string, Partial<ReviewedCase>, string | undefined]>([
    ["dismissed", {}, "decided"],
    ["refunded", { resolution: "refunded" }, "decided"],
    ["ignored", { resolution: "superseded" }, "decided"],
    ["open", { state: "open", resolution: null, event_state: "quarantined" }, "in_review"],
    ["being accepted", { state: "deciding", resolution: null, event_state: "received" }, "in_review"],
    ["accepted", { resolution: "accepted", event_state: "processed" }, undefined],
    ["superseded by the true report", { resolution: "superseded", event_state: "processed" }, undefined],
    ["given up", { state: "open", resolution: null, event_state: "dead" }, undefined],
  ])("%s: %p", (_what, more, expected) => {
    expect(review(captured({ amount: eur(100n) }), [item(more)])).toBe(expected)
    expect(review(captured(), [item(more)])).toBe(expected)
  })

  it.each<[string, Fact]>([
    ["another sum", captured({ amount: eur(2500n) })],
    ["another total", captured({ amount: eur(100n), capturedTotal: eur(200n) })],
    ["another currency", captured({ amount: { minor: 100n, currency: "USD" } })],
    ["another state", { ...captured(), state: "canceled" } as Fact],
    ["another payment", captured({ providerPaymentId: "pay_2" })],
    ["one more difference", captured({ contradictions: ["another merchant"] })],
    ["another mode", captured({ mode: "test" })],
  ])("%s is news", (_what, fact) => {
    expect(review(fact, [item()], { scope: { mode: "live" } })).toBeUndefined()
  })

  it("a difference that the item names is none", () => {
    const fact = captured({ contradictions: ["another merchant"] })
    expect(review(fact, [item({}, { differences: ["another merchant"] })])).toBe("decided")
  })

  it("a sum is news where nobody had reported one", () => {
    const unreported = item({}, { reported: { amount: null } })
    expect(review(captured(), [unreported])).toBe("decided")
    expect(review(captured({ amount: eur(2500n) }), [unreported])).toBeUndefined()
  })

  it("adds up the parts that were decided, and the recorded ones", () => {
    const parts = [
      item({}, { reported: { amount: "1000", id: "cap_1" } }),
      item({}, { reported: { amount: "1500", id: "cap_2" } }),
    ]
    expect(review(captured({ capturedTotal: eur(2500n) }), parts)).toBe("decided")
    expect(review(captured({ capturedTotal: eur(2600n) }), parts, { captured: 100n })).toBe("decided")
    expect(review(captured({ capturedTotal: eur(2600n) }), parts)).toBeUndefined()
    const open = parts.map((part) => ({ ...part, state: "open" as const, resolution: null, event_state: "quarantined" }))
    expect(review(captured({ capturedTotal: eur(2500n) }), open)).toBeUndefined()
  })

  it("an authorization is no news of a payment whose capture is decided", () => {
    expect(review({ ...captured(), state: "authorized", amount: eur(100n) } as Fact, [item()])).toBe("decided")
    expect(review(captured({ amount: eur(100n) }), [item({}, { fact: "payment.authorized" })])).toBeUndefined()
  })

  it("reads items that did not keep the report", () => {
    const old = { fact: "payment.captured", reported: undefined }
    expect(review(captured({ amount: eur(100n) }), [item({}, old)])).toBe("decided")
    const silent = item({ detail: "expected 25.00 EUR, no amount was reported", amount: "2500" }, old)
    expect(review(captured({ amount: eur(2500n) }), [silent])).toBeUndefined()
  })
})

describe("a refund or dispute of a payment that was never recorded", () => {
  const refund: Fact = {
    subject: "refund",
    state: "succeeded",
    providerRefundId: "re_1",
    providerPaymentId: "pay_1",
    amount: eur(100n),
  }
  const dispute: Fact = { subject: "dispute", state: "opened", providerDisputeId: "dp_1", providerPaymentId: "pay_1" }
  const open = item({ state: "open", resolution: null, event_state: "quarantined" })

  it("waits for the decision", () => {
    expect([review(refund, [open]), review(dispute, [open])]).toEqual(["in_review", "in_review"])
  })

  it("a refund ends a decided case, a dispute is news", () => {
    expect([review(refund, [item()]), review(dispute, [item()])]).toEqual(["decided", undefined])
  })

  it("a refund is news where Medusa has the capture that a person dismissed the report of", () => {
    expect(review(refund, [item()], { capturedInMedusa: 2500n })).toBeUndefined()
    expect(review(refund, [open], { capturedInMedusa: 2500n })).toBe("in_review")
  })

  it("is news where money of it is recorded, unless it is the very one", () => {
    expect(review(refund, [item()], { captured: 100n })).toBeUndefined()
    const same = item({}, { fact: "refund.succeeded", reported: { amount: "100", id: "re_1" } })
    expect(review(refund, [same], { captured: 100n })).toBe("decided")
    expect(review({ ...refund, providerRefundId: "re_2" }, [same], { captured: 100n })).toBeUndefined()
  })
})
