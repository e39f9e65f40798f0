import fc from "fast-check"
import { assertProperty } from "../../../../__tests__/assert-property"
import { DISPUTE_STATES, REFUND_STATES, type DisputeState, type RefundState } from "../../../domain/facts"
import { acpOrderEvent } from "../acp-order"
import { adjustmentsOf, type KnownDispute, type KnownRefund } from "../adjustments"
import { eventId } from "../event-id"
import { lineStatus, type AgentLine, type AgentOrder } from "../order"
import { ucpOrder } from "../ucp-order"
import { faults } from "./schemas"

const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 9, minute))

const line = (changes: Partial<AgentLine> = {}): AgentLine => ({
  id: "ordli_1",
  itemId: "SHOE-42",
  title: "Schuh „Größe 42“ 👟",
  unitPrice: 2_000n,
  ordered: 2,
  current: 2,
  fulfilled: 0,
  ...changes,
})

const order = (changes: Partial<AgentOrder> = {}): AgentOrder => ({
  id: "order_1",
  displayId: "1001",
  checkoutId: "checkout_1",
  permalinkUrl: "https://shop.example/orders/order_1",
  currency: "USD",
  status: "confirmed",
  lines: [line()],
  totals: { subtotal: 4_000n, discount: 500n, shipping: 300n, tax: 200n, total: 4_000n },
  adjustments: [],
  ...changes,
})

const refund = (state: RefundState, amount = 1_000n, changes: Partial<KnownRefund> = {}): KnownRefund => ({
  id: "pref_1",
  state,
  amount,
  reasonCode: null,
  at: at(1),
  ...changes,
})

const dispute = (state: DisputeState, changes: Partial<KnownDispute> = {}): KnownDispute => ({
  id: "pdis_1",
  state,
  amount: 4_000n,
  reasonCode: "fraudulent",
  at: at(2),
  ...changes,
})

const withMoney = (refunds: KnownRefund[], disputes: KnownDispute[] = [], changes: Partial<AgentOrder> = {}) =>
  order({ adjustments: adjustmentsOf({ refunds, disputes }), ...changes })

const acp = (of: AgentOrder) => acpOrderEvent(of, "updated") as any
const ucp = (of: AgentOrder) => ucpOrder(of) as any
const amountOf = (body: any, type: string) => (body.data ?? body).totals.find((total: any) => total.type === type)?.amount

/** The checks that no schema makes: the wrong sign and the wrong case pass all of them. */
function semanticFaults(body: any): string[] {
  const faults: string[] = []
  if (!/^[A-Z]{3}$/.test(body.currency)) faults.push("currency is not upper case")
  for (const adjustment of body.adjustments) {
    if ("amount" in adjustment) faults.push("an adjustment has the amount of 2026-01-23")
    for (const { amount } of adjustment.totals ?? []) {
      if (amount > 0) faults.push(`${adjustment.type} is positive`)
    }
  }
  const {
    subtotal = 0,
    fulfillment = 0,
    tax = 0,
    discount = 0,
    total,
  } = Object.fromEntries(body.totals.map(({ type, amount }: any) => [type, amount]))
  if (subtotal + fulfillment + tax + discount !== total) faults.push("the totals do not add up")
  return faults
}

describe("signs of money", () => {
  it("credits a refund positively and in lower case to ACP, negatively and in upper case to UCP", () => {
    const refunded = withMoney([refund("succeeded")])

    expect(acp(refunded).data.adjustments).toEqual([
      { id: "pref_1", type: "refund", occurred_at: at(1).toISOString(), status: "completed", amount: 1_000, currency: "usd" },
    ])
    expect(ucp(refunded).adjustments).toEqual([
      {
        id: "pref_1",
        type: "refund",
        occurred_at: at(1).toISOString(),
        status: "completed",
        totals: [{ type: "total", display_text: "Total", amount: -1_000 }],
      },
    ])
    expect(ucp(refunded).currency).toBe("USD")
  })

  it("writes a discount positively to ACP and negatively to UCP", () => {
    expect([amountOf(acp(order()), "discount"), amountOf(ucp(order()), "discount")]).toEqual([500, -500])
  })

  it("sums up what is refunded now, and lowers it when a refund fails later; the total stays", () => {
    const others = [refund("succeeded", 700n, { id: "pref_2" }), refund("pending", 100n, { id: "pref_3" })]
    const before = acp(withMoney([refund("succeeded"), ...others]))
    const after = acp(withMoney([refund("failed"), ...others]))

    expect([amountOf(before, "amount_refunded"), amountOf(after, "amount_refunded")]).toEqual([1_700, 700])
    expect([amountOf(before, "total"), amountOf(after, "total")]).toEqual([4_000, 4_000])
    expect(after.data.adjustments.find(({ id }: any) => id === "pref_1")).toMatchObject({ status: "failed", amount: 1_000 })
    expect(ucp(withMoney([refund("failed")])).adjustments[0]).toMatchObject({ status: "failed", totals: [{ amount: -1_000 }] })
  })

  it.each([
    ["JPY", 100n, 100],
    ["KWD", 1_000n, 1_000],
    ["ISK", 1_500n, 1_500],
  ])("counts %s in its own minor unit", (currency, minor, expected) => {
    const refunded = withMoney([refund("succeeded", minor)], [], { currency })
    expect(acp(refunded).data.adjustments[0]).toMatchObject({ amount: expected, currency: currency.toLowerCase() })
    expect(ucp(refunded).adjustments[0].totals[0].amount).toBe(-expected)
  })

  it("refuses an amount that a JSON number does not hold", () => {
    const huge = withMoney([refund("succeeded", 2n ** 53n)])
    expect(() => acp(huge)).toThrow(RangeError)
    expect(() => ucp(huge)).toThrow(RangeError)
  })
})

describe("states", () => {
  it.each([
    ["pending", "pending"],
    ["succeeded", "completed"],
    ["failed", "failed"],
  ] as const)("writes a refund that is %s as %s", (state, status) => {
    expect(adjustmentsOf({ refunds: [refund(state)], disputes: [] })).toMatchObject([
      { type: "refund", status, credited: 1_000n },
    ])
  })

  it.each([
    ["warning", "pending", undefined],
    ["opened", "pending", 4_000n],
    ["under_review", "pending", 4_000n],
    ["lost", "completed", 4_000n],
    ["won", "failed", 4_000n],
    ["closed", "failed", undefined],
  ] as const)("writes a dispute that is %s as %s", (state, status, credited) => {
    const [adjustment] = adjustmentsOf({ refunds: [], disputes: [dispute(state)] })
    expect(adjustment).toMatchObject({ type: "dispute", status, reason: "fraudulent", description: expect.any(String) })
    expect(adjustment?.credited).toBe(credited)
  })

  it("does not say twice the money of a dispute that its provider pays out as a refund", () => {
    const body = acp(withMoney([refund("succeeded", 4_000n)], [dispute("lost", { settledByRefund: true })]))
    expect(body.data.adjustments.map(({ type, amount }: any) => [type, amount])).toEqual([
      ["refund", 4_000],
      ["dispute", undefined],
    ])
  })

  it("cancels an order: lines are removed, and the cancellation stands beside its refund", () => {
    const cancellation = { orderId: "order_1", at: at(0) }
    const canceled = order({
      status: "canceled",
      lines: [line({ current: 0 })],
      adjustments: adjustmentsOf({ refunds: [refund("pending")], disputes: [], cancellation }),
    })
    expect(acp(canceled).data).toMatchObject({
      status: "canceled",
      line_items: [{ quantity: { ordered: 2, current: 0 }, status: "removed" }],
      adjustments: [
        { type: "cancellation", status: "completed" },
        { type: "refund", status: "pending" },
      ],
    })
    expect(ucp(canceled).line_items).toMatchObject([{ quantity: { original: 2, total: 0 }, status: "removed" }])
  })

  it.each([
    [2, 0, "processing"],
    [2, 1, "partial"],
    [2, 2, "fulfilled"],
    [1, 2, "fulfilled"],
    [0, 0, "removed"],
    [0, 2, "removed"],
  ])("derives a line with %i current and %i fulfilled as %s", (current, fulfilled, status) => {
    expect(lineStatus(line({ current, fulfilled }))).toBe(status)
  })

  it("names the events as the option says", () => {
    const names = { created: "order.created", updated: "order.updated" }
    expect(acpOrderEvent(order(), "created")).toHaveProperty("type", "order_create")
    expect(acpOrderEvent(order(), "updated", names)).toHaveProperty("type", "order.updated")
  })
})

describe("schemas", () => {
  const minor = fc.bigInt({ min: 0n, max: 10n ** 9n })
  const orders = fc
    .record({
      subtotal: minor,
      shipping: minor,
      tax: minor,
      discounted: fc.integer({ min: 0, max: 100 }),
      refunds: fc.array(
        fc.record({ state: fc.constantFrom(...REFUND_STATES), amount: minor, reasonCode: fc.option(fc.string()) }),
      ),
      disputes: fc.array(
        fc.record({ state: fc.constantFrom(...DISPUTE_STATES), amount: fc.option(minor), reasonCode: fc.option(fc.string()) }),
      ),
      lines: fc.array(
        fc.record({ ordered: fc.integer({ min: 1, max: 9 }), current: fc.nat(9), fulfilled: fc.nat(9), unitPrice: minor }),
      ),
      currency: fc.constantFrom("USD", "JPY", "KWD", "eur"),
    })
    .map(({ subtotal, shipping, tax, discounted, refunds, disputes, lines, currency }) => {
      const discount = (subtotal * BigInt(discounted)) / 100n
      return order({
        currency,
        totals: { subtotal, shipping, tax, discount, total: subtotal - discount + shipping + tax },
        lines: lines.map((quantities, index) => line({ ...quantities, id: `ordli_${index}` })),
        adjustments: adjustmentsOf({
          refunds: refunds.map((row, index) => ({ ...row, id: `pref_${index}`, at: at(index) })),
          disputes: disputes.map((row, index) => ({ ...row, id: `pdis_${index}`, at: at(index) })),
        }),
      })
    })

  it("hold for any order, and so do the signs", () => {
    assertProperty(
      fc.property(orders, (any) => {
        expect(faults("acp", acp(any))).toEqual([])
        expect(faults("ucp", ucp(any))).toEqual([])
        expect(semanticFaults(ucp(any))).toEqual([])
        for (const { amount, currency } of acp(any).data.adjustments) {
          expect(amount === undefined ? currency : /^[a-z]{3}$/.test(currency) && amount >= 0).toBe(
            amount === undefined ? undefined : true,
          )
        }
      }),
    )
  })

  it("refuse what the specifications refuse", () => {
    const { type, data } = acp(withMoney([refund("succeeded")]))
    const [adjustment] = data.adjustments
    for (const wrong of [
      { type, data, event_id: "evt_1" },
      { type, data: { ...data, refunds: [] } },
      { type, data: { ...data, currency: "usd" } },
      { type, data: { ...data, adjustments: [{ ...adjustment, currency: "USD" }] } },
      { type, data: { ...data, totals: [{ type: "custom", display_text: "a", amount: 1 }] } },
    ]) {
      expect(faults("acp", wrong)).not.toEqual([])
    }
    const body = ucp(order())
    const { fulfillment: _fulfillment, ...without } = body
    for (const wrong of [
      without,
      { ...body, currency: undefined },
      { ...body, totals: body.totals.slice(1) },
      { ...body, totals: [...body.totals, ...body.totals] },
      { ...body, totals: body.totals.map((total: any) => ({ ...total, amount: Math.abs(total.amount) })) },
    ]) {
      expect(faults("ucp", wrong)).not.toEqual([])
    }
    expect(semanticFaults({ ...body, currency: "usd" })).toEqual(["currency is not upper case"])
  })
})

it("makes one UUID of version 5 of a fact's id, always the same", () => {
  expect(eventId("ptrn_1")).toBe(eventId("ptrn_1"))
  expect(eventId("ptrn_1")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const ids = Array.from({ length: 1_000 }, (_, index) => eventId(`ptrn_${index}`))
  expect(new Set(ids).size).toBe(1_000)
})
