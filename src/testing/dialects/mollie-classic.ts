import { toMajor } from "../../services/domain/money"
import type { FactName, RefundState } from "../../services/domain/facts"
import type { PaymentState } from "../../services/domain/states"
import { eventName, moneyOnly, UnspokenEventError, type Dialect, type GatewayTruth } from "../dialect"
import type { Handler, Reply } from "../gateway/http/router"
import { refundableOf } from "../gateway/truth"
import type { GatewayPayment } from "../gateway/types"

/** Empty: classic calls are not signed. */
export type MollieClassicCredentials = Readonly<Record<string, never>>

const STATUSES: Record<PaymentState, string> = {
  pending: "pending",
  requires_action: "open",
  authorized: "authorized",
  captured: "paid",
  failed: "failed",
  canceled: "canceled",
  expired: "expired",
}

const SPOKEN: readonly FactName[] = [
  "payment.pending",
  "payment.authorized",
  "payment.captured",
  "payment.failed",
  "payment.canceled",
  "payment.expired",
  "refund.pending",
  "refund.succeeded",
  "refund.failed",
  "dispute.won",
  "dispute.lost",
]

const REFUND_STATUSES: Record<RefundState, string> = { pending: "pending", succeeded: "refunded", failed: "failed" }

/** Any payment's id in Mollie's form: `tr_…` stays unchanged, all else is spelled in hex after `tr_x`. */
export const toMollieId = (id: string): string =>
  /^tr_(?!x)[A-Za-z0-9]+$/.test(id) ? id : `tr_x${Buffer.from(id).toString("hex")}`

/** The way back from `toMollieId`. */
export function fromMollieId(id: string): string {
  const [, hex] = /^tr_x((?:[0-9a-f]{2})+)$/.exec(id) ?? []
  return hex === undefined ? id : Buffer.from(hex, "hex").toString()
}

/** One of the gateway's payments in the form of Mollie's API, with `embed=refunds,chargebacks`. */
export function molliePayment(payment: GatewayPayment): object {
  const { currency, status, updated_at } = payment
  const id = toMollieId(payment.id)
  const amountOf = (minor: number) => ({ currency, value: toMajor(BigInt(minor), currency) })
  const time = {
    authorized: "authorizedAt",
    captured: "paidAt",
    failed: "failedAt",
    canceled: "canceledAt",
    expired: "expiredAt",
  }
  const reached = time[status as keyof typeof time]
  return {
    resource: "payment",
    id,
    mode: payment.mode,
    amount: amountOf(payment.amount),
    ...(payment.captured_amount > 0 &&
      payment.capture_mode === "manual" && { amountCaptured: amountOf(payment.captured_amount) }),
    // Mollie also counts refunds that are still on their way.
    ...(payment.captured_amount > 0 && { amountRefunded: amountOf(payment.captured_amount - refundableOf(payment)) }),
    description: "Order",
    method: "creditcard",
    metadata: payment.session_id === undefined ? null : { session_id: payment.session_id },
    profileId: "pfl_Example001",
    status: STATUSES[status],
    createdAt: payment.created_at,
    ...(reached && { [reached]: updated_at }),
    ...(payment.reason_code !== undefined && { statusReason: { code: payment.reason_code, message: "The payment failed" } }),
    _embedded: { refunds: refundsOf(payment, id, amountOf), chargebacks: chargebacksOf(payment, id, amountOf) },
  }
}

type AmountOf = (minor: number) => object

const refundsOf = ({ refunds, mode }: GatewayPayment, paymentId: string, amountOf: AmountOf): object[] =>
  refunds.map(({ id, amount, status, at, reference }) => ({
    resource: "refund",
    id,
    mode,
    amount: amountOf(amount),
    status: REFUND_STATUSES[status],
    paymentId,
    metadata: reference === undefined ? null : { refund_id: reference },
    createdAt: at,
  }))

/** A chargeback is there once the money has been taken, and is reversed when it has come back. */
const chargebacksOf = ({ disputes }: GatewayPayment, paymentId: string, amountOf: AmountOf): object[] =>
  disputes
    .filter(({ status }) => status === "lost" || status === "won")
    .map(({ id, amount, status, at, reason_code }) => ({
      resource: "chargeback",
      id,
      amount: amountOf(amount),
      paymentId,
      reason: reason_code === undefined ? null : { code: reason_code, description: "The bank's words" },
      createdAt: at,
      reversedAt: status === "won" ? at : null,
    }))

/** `GET /v2/payments/:id`. As at Mollie, a test key does not see live payments, and a live key no test payments. */
const showPayment =
  (truth: GatewayTruth): Handler =>
  ({ params, headers }): Reply => {
    const [, mode] = /^Bearer (test|live)_\w+$/.exec(headers.authorization ?? "") ?? []
    if (!mode) return { status: 401, body: { status: 401, title: "Unauthorized Request" } }
    const payment = truth.payment(fromMollieId(params.id ?? ""))
    if (payment?.mode !== mode) return { status: 404, body: { status: 404, title: "Not Found" } }
    return { status: 200, body: molliePayment(payment) }
  }

/**
 * Mollie's classic webhook: `id=tr_…` and nothing else, unsigned. Everything else is in the API, so only the gateway's truth
 * supplies an event's own id and amount. Equal states are redeliveries, and a webhook cannot lie about a payment.
 *
 * @example
 * ```ts
 * const { credentials, options } = mollieClassicDialect.example({ webhookUrl, apiUrl })
 * const { headers, body } = mollieClassicDialect.sign(event, credentials, new Date())
 * ```
 */
export const mollieClassicDialect: Dialect<MollieClassicCredentials> = {
  provider: "mollie",
  speaks: SPOKEN,
  sign(event) {
    if (!SPOKEN.includes(eventName(event))) throw new UnspokenEventError("mollie-classic", eventName(event))
    const { paymentId } = moneyOnly("mollie-classic", event)
    const body = Buffer.from(new URLSearchParams({ id: toMollieId(paymentId) }).toString())
    return { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body }
  },
  example: ({ apiUrl }) => ({
    credentials: {},
    options: { classic: true, apiKeys: ["test_examplekey", "live_examplekey"], profileIds: ["pfl_Example001"], apiUrl },
  }),
  api: (truth) => ({ "GET /v2/payments/:id": showPayment(truth) }),
}
