import type { FactName } from "../../services/domain/facts"
import { toMajor } from "../../services/domain/money"
import { hmacSha256 } from "../../services/signature/hmac"
import { eventName, moneyOnly, UnspokenEventError, type Dialect, type TestMoneyEvent, type TestPaymentEvent } from "../dialect"
import { jsonBody } from "./json-body"

/** `secret` is the webhook's signing secret. */
export interface MollieCredentials {
  readonly secret: string
}

const TYPES: ReadonlyMap<FactName, string> = new Map<FactName, string>([
  ["payment.pending", "payment.pending"],
  ["payment.authorized", "payment.authorized"],
  ["payment.captured", "payment.paid"],
  ["payment.failed", "payment.failed"],
  ["payment.canceled", "payment.canceled"],
  ["payment.expired", "payment.expired"],
  ["refund.pending", "refund.pending"],
  ["refund.succeeded", "refund.refunded"],
  ["refund.failed", "refund.failed"],
  ["dispute.opened", "dispute.created"],
  ["dispute.won", "chargeback.reversed"],
  ["dispute.lost", "chargeback.received"],
])

/**
 * The headers Mollie sends with a body; it signs no time.
 *
 * @example
 * ```ts
 * const headers = mollieHeaders(body, { secret })
 * ```
 */
export const mollieHeaders = (body: Buffer, { secret }: MollieCredentials): Record<string, string> => ({
  "content-type": "application/json",
  "x-mollie-signature": `sha256=${hmacSha256(secret, body).toString("hex")}`,
})

const amountOf = (minor: number, currency: string) => ({ currency, value: toMajor(BigInt(minor), currency) })
const metadataOf = ({ sessionId }: TestMoneyEvent) => (sessionId === undefined ? null : { session_id: sessionId })

const paymentEntity = (event: TestPaymentEvent, type: string): object => ({
  resource: "payment",
  id: event.paymentId,
  mode: event.mode,
  amount: amountOf(event.authorizedAmount ?? event.amount, event.currency),
  ...(event.capturedAmount !== undefined && { amountCaptured: amountOf(event.capturedAmount, event.currency) }),
  description: "Order",
  method: "creditcard",
  metadata: metadataOf(event),
  profileId: "pfl_Example001",
  status: type.slice("payment.".length),
  createdAt: event.occurredAt.toISOString(),
  ...(event.reasonCode && { statusReason: { code: event.reasonCode, message: "The payment failed" } }),
})

/** The entity that an event of Mollie's is about. */
function entityOf(event: TestMoneyEvent, type: string): object {
  const { paymentId, amount, currency, mode, occurredAt } = event
  const common = { amount: amountOf(amount, currency), paymentId, createdAt: occurredAt.toISOString() }
  if (event.subject === "refund") {
    const status = type.slice("refund.".length)
    return { resource: "refund", id: event.refundId, mode, status, metadata: metadataOf(event), ...common }
  }
  if (type === "dispute.created" && event.subject === "dispute") {
    return { resource: "dispute", id: event.disputeId, status: "open", ...common }
  }
  if (event.subject === "dispute") {
    const reason = event.reasonCode ? { code: event.reasonCode, description: "The bank's words" } : null
    const reversedAt = event.state === "won" ? occurredAt.toISOString() : null
    return { resource: "chargeback", id: event.disputeId, reason, reversedAt, ...common }
  }
  return paymentEntity(event, type)
}

function mollieEvent(event: TestMoneyEvent): unknown {
  const type = TYPES.get(eventName(event))
  if (!type) throw new UnspokenEventError("mollie", eventName(event))
  const entity = entityOf(event, type)
  return {
    resource: "event",
    id: event.id,
    type,
    entityId: (entity as { id: string }).id,
    createdAt: event.occurredAt.toISOString(),
    _embedded: { entity },
  }
}

/**
 * Mollie's signed next-gen events with full payloads. Chargebacks carry neither the merchant's metadata nor the mode.
 *
 * @example
 * ```ts
 * const { credentials, options } = mollieDialect.example({ webhookUrl, apiUrl })
 * const { headers, body } = mollieDialect.sign(event, credentials, new Date())
 * ```
 */
export const mollieDialect: Dialect<MollieCredentials> = {
  provider: "mollie",
  speaks: [...TYPES.keys()],
  sign(event, credentials) {
    const body = jsonBody(mollieEvent(moneyOnly("mollie", event)))
    return { method: "POST", headers: mollieHeaders(body, credentials), body }
  },
  example: () => ({
    credentials: { secret: "example-mollie-secret" },
    options: { signingSecrets: ["example-mollie-secret"], profileIds: ["pfl_Example001"] },
  }),
}
