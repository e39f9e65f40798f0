import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { PAYMENT_NOTIFICATION_MODULE } from "../../../../services/module-name"
import { applyPayment } from "../apply-payment"
import { applyRefund } from "../../refund/apply-refund"

const eur = (minor: bigint) => ({ minor, currency: "EUR" })

/** A payment of 100.00 EUR of which 90.00 are captured and 30.00 refunded. */
const record = {
  id: "prec_1",
  payment_session_id: "payses_1",
  payment_id: "pay_1",
  order_id: "order_1",
  provider_payment_id: "P1",
  state: "captured",
  version: 3,
  amount: "10000",
  authorized_amount: "10000",
  captured_amount: "9000",
  refunded_amount: "3000",
  reported_captured_total: "9000",
  reported_refunded_total: "0",
  currency_code: "eur",
  occurred_at: null,
}

function setUp() {
  const captures = [
    { provider_capture_id: "A", amount: "4000" },
    { provider_capture_id: "C", amount: "2000" },
  ]
  const written: unknown[] = []
  const seen =
    (name: string) =>
    async (...given: unknown[]) => {
      written.push([name, ...given])
      return {}
    }
  const payments = {
    findBySession: async () => record,
    captures: async () => captures,
    refunds: async () => [{ provider_refund_id: "R1", state: "succeeded", amount: "3000", occurred_at: null }],
    insertCapture: seen("insertCapture"),
    amend: seen("amend"),
    // A time to look again is no transition.
    dueRefunds: async () => undefined,
    recordTransition: seen("recordTransition"),
  }
  const session = {
    id: "payses_1",
    amount: 100,
    currency_code: "eur",
    provider_id: "pp_x",
    payment_collection_id: "pay_col_1",
    payment_collection: { amount: 100 },
  }
  const rows: Readonly<Record<string, unknown[]>> = {
    payment_session: [session],
    order_payment_collection: [{ order_id: "order_1", order: { status: "pending" } }],
  }
  const resolved: Record<string, unknown> = {
    [ContainerRegistrationKeys.QUERY]: {
      graph: async ({ entity }: { entity: string }) => ({ data: rows[entity] ?? [] }),
    },
    [PAYMENT_NOTIFICATION_MODULE]: {
      asked: () => undefined,
      payments: { serialize: (_key: string, work: (held: typeof payments) => unknown) => work(payments) },
    },
  }
  const report = (fact: object) =>
    ({
      event: { id: "evt_1", event_id: "e1", occurred_at: null },
      account: { id: "x", paymentProviders: [] },
      fact,
      sessionId: "payses_1",
      accepted: false,
    }) as never
  return { container: { resolve: (key: string) => resolved[key] } as never, report, written }
}

it("inserts a capture whose sum was reported before its id, so that the next one adds to it", async () => {
  const { container, report, written } = setUp()
  const fact = { subject: "payment", state: "captured", providerPaymentId: "P1", providerCaptureId: "B", amount: eur(3000n) }
  expect(await applyPayment(container, report(fact))).toMatchObject({ outcome: "stale" })
  expect(written).toEqual([["insertCapture", "prec_1", { provider_capture_id: "B", amount: "3000", occurred_at: null }]])
})

it("makes no transition for a sum of pending refunds, however often it is reported", async () => {
  const { container, report, written } = setUp()
  const fact = { subject: "refund", state: "pending", providerPaymentId: "P1", refundedTotal: eur(3000n) }
  expect(await applyRefund(container, report(fact))).toMatchObject({ outcome: "stale" })
  expect(written).toEqual([])
})

it("does not record the uncaptured remainder, which some providers report as a refund", async () => {
  const { container, report, written } = setUp()
  const fact = { subject: "refund", state: "succeeded", providerPaymentId: "P1", providerRefundId: "R2", amount: eur(1000n) }
  const madeAt = new Date("2026-03-01T12:00:00Z")
  expect(await applyRefund(container, report({ ...fact, madeAt }))).toMatchObject({ outcome: "stale" })
  expect(written).toEqual([])
})
