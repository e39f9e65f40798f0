import type { DisputeState, FactName, RefundState } from "../../services/domain/facts"
import type { PaymentState } from "../../services/domain/states"
import { exponentOf } from "../../services/domain/money"
import { hmacSha512 } from "../../services/signature/hmac"
import {
  eventName,
  moneyOnly,
  UnspokenEventError,
  type Dialect,
  type TestDisputeEvent,
  type TestMoneyEvent,
  type TestPaymentEvent,
  type TestRefundEvent,
} from "../dialect"
import { jsonBody } from "./json-body"

/** `secretKey` is the business's API secret key, `sk_live_…` or `sk_test_…`. */
export interface PaystackCredentials {
  readonly secretKey: string
}

/**
 * The headers Paystack sends with a body.
 *
 * @example
 * ```ts
 * const headers = paystackHeaders(body, { secretKey })
 * ```
 */
export const paystackHeaders = (body: Buffer, { secretKey }: PaystackCredentials): Record<string, string> => ({
  "content-type": "application/json",
  "x-paystack-signature": hmacSha512(secretKey, body).toString("hex"),
})

const REFUND_STATUSES: Record<RefundState, string> = { pending: "pending", succeeded: "processed", failed: "failed" }

/** Event, status and resolution of a dispute. It has no early warning, and ends with a winner. */
const DISPUTES: Partial<Record<DisputeState, readonly [event: string, status: string, resolution: string | null]>> = {
  opened: ["charge.dispute.create", "awaiting-merchant-feedback", null],
  under_review: ["charge.dispute.remind", "awaiting-bank-feedback", null],
  won: ["charge.dispute.resolve", "resolved", "declined"],
  lost: ["charge.dispute.resolve", "resolved", "merchant-accepted"],
}

/** Paystack counts every currency in hundredths, even those that have none. */
const units = (amount: number, currency: string): number => amount * 10 ** (2 - exponentOf(currency))

/** Fields that two events of one payment have in common. */
const common = ({ currency, mode = "test" }: TestMoneyEvent) => ({ domain: mode, currency: currency.toUpperCase() })

const transaction = (event: TestMoneyEvent) => ({
  ...common(event),
  reference: event.paymentId,
  status: "success",
  metadata: event.sessionId === undefined ? "" : { session_id: event.sessionId },
})

/** Event and status of a preauthorization, by which a card's money is held. Its capture comes as a charge of the same reference. */
const PREAUTHORIZATIONS: Partial<Record<PaymentState, readonly [event: string, status: string]>> = {
  authorized: ["preauthorization.reserve.success", "authorized"],
  canceled: ["preauthorization.release.success", "released"],
}

function chargeBody(event: TestPaymentEvent): unknown {
  const [name, held] = PREAUTHORIZATIONS[event.state] ?? []
  if (name) {
    const amount = units(event.amount, event.currency)
    return { event: name, data: { ...transaction(event), status: held, amount, captured_amount: null, message: event.id } }
  }
  if (event.state !== "captured") throw new UnspokenEventError("paystack", eventName(event))
  const amount = units(event.amount, event.currency)
  return {
    event: "charge.success",
    data: {
      ...transaction(event),
      amount,
      requested_amount: amount,
      // Paystack gives its events no id. This distinguishes two events, and stays the same in a redelivery.
      message: event.id,
      gateway_response: "Successful",
      paid_at: event.occurredAt.toISOString(),
      channel: "card",
    },
  }
}

function refundBody(event: TestRefundEvent): unknown {
  const status = REFUND_STATUSES[event.state]
  return {
    event: `refund.${status}`,
    data: {
      ...common(event),
      status,
      transaction_reference: event.paymentId,
      refund_reference: event.refundId,
      // Text here, a number in a charge.
      amount: String(units(event.amount, event.currency)),
      merchant_note: event.id,
    },
  }
}

function disputeBody(event: TestDisputeEvent): unknown {
  const [name, status, resolution] = DISPUTES[event.state] ?? []
  if (!name) throw new UnspokenEventError("paystack", eventName(event))
  return {
    event: name,
    data: {
      ...common(event),
      id: event.disputeId,
      status,
      resolution,
      category: event.reasonCode ?? "chargeback",
      refund_amount: units(event.amount, event.currency),
      transaction: transaction(event),
      transaction_reference: null,
      dueAt: (event.evidenceDueBy ?? new Date(event.occurredAt.getTime() + 86_400_000)).toISOString(),
      resolvedAt: status === "resolved" ? event.occurredAt.toISOString() : null,
      note: event.id,
      created_at: event.occurredAt.toISOString(),
      updated_at: event.occurredAt.toISOString(),
    },
  }
}

function bodyOf(event: TestMoneyEvent): unknown {
  if (event.subject === "refund") return refundBody(event)
  if (event.subject === "dispute") return disputeBody(event)
  return chargeBody(event)
}

const SPEAKS: readonly FactName[] = [
  "payment.captured",
  ...(Object.keys(PREAUTHORIZATIONS) as PaymentState[]).map((state) => `payment.${state}` as const),
  ...(Object.keys(REFUND_STATUSES) as RefundState[]).map((state) => `refund.${state}` as const),
  ...(Object.keys(DISPUTES) as DisputeState[]).map((state) => `dispute.${state}` as const),
]

/**
 * Paystack's events about charges, refunds and disputes. A payment's id is its reference.
 *
 * @example
 * ```ts
 * const { credentials, options } = paystackDialect.example({ webhookUrl, apiUrl })
 * const { headers, body } = paystackDialect.sign(event, credentials, new Date())
 * ```
 */
export const paystackDialect: Dialect<PaystackCredentials> = {
  provider: "paystack",
  currencies: ["NGN", "GHS", "ZAR", "KES", "USD", "EGP", "XOF", "RWF"],
  speaks: SPEAKS,
  sign(event, credentials) {
    const body = jsonBody(bodyOf(moneyOnly("paystack", event)))
    return { method: "POST", headers: paystackHeaders(body, credentials), body }
  },
  example: () => ({
    credentials: { secretKey: "sk_test_example_paystack_key" },
    options: { secretKeys: ["sk_test_example_paystack_key"] },
  }),
}
