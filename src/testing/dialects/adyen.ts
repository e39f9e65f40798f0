import type { DisputeState, FactName, RefundState } from "../../services/domain/facts"
import { exponentOf } from "../../services/domain/money"
import type { PaymentState } from "../../services/domain/states"
import { ADYEN_DIGITS } from "../../services/providers/adyen/amount"
import { hmacSha256 } from "../../services/signature/hmac"
import { eventName, moneyOnly, UnspokenEventError, type Dialect, type TestDisputeEvent, type TestMoneyEvent } from "../dialect"
import { jsonBody } from "./json-body"

/** `hmacKey` is the webhook's HMAC key, 64 hexadecimal digits; the login is sent as basic authentication. */
export interface AdyenCredentials {
  readonly hmacKey: string
  readonly merchantAccount: string
  readonly username?: string
  readonly password?: string
}

/** An item before it is signed; an absent field is signed as "". */
export interface AdyenItemContent {
  readonly pspReference?: string
  readonly originalReference?: string | null
  readonly merchantAccountCode?: string
  readonly merchantReference?: string | null
  readonly amount?: { readonly value?: number; readonly currency?: string } | null
  readonly eventCode?: string
  readonly success?: string
  readonly additionalData?: object
}

const hmac = (hmacKey: string, signed: string | Buffer): string =>
  hmacSha256(Buffer.from(hmacKey, "hex"), signed).toString("base64")

/**
 * An item with the signature that Adyen puts into its `additionalData`.
 *
 * @example
 * ```ts
 * const item = signAdyenItem(content, credentials.hmacKey)
 * // item.additionalData.hmacSignature
 * ```
 */
export function signAdyenItem<Item extends AdyenItemContent>(item: Item, hmacKey: string): Item {
  const { pspReference, originalReference, merchantAccountCode, merchantReference, amount, eventCode, success } = item
  const signed = [
    ...[pspReference, originalReference, merchantAccountCode, merchantReference],
    ...[amount?.value, amount?.currency, eventCode, success],
  ].join(":")
  return { ...item, additionalData: { ...item.additionalData, hmacSignature: hmac(hmacKey, signed) } }
}

/**
 * The headers of a standard webhook, whose signature is in the body.
 *
 * @example
 * ```ts
 * const headers = adyenHeaders({ username: "shop", password: "secret" })
 * ```
 */
export const adyenHeaders = ({ username, password }: Partial<AdyenCredentials> = {}): Record<string, string> => ({
  "content-type": "application/json; charset=utf-8",
  ...(username && { authorization: `Basic ${Buffer.from(`${username}:${password ?? ""}`).toString("base64")}` }),
})

/**
 * The headers of a platform or management webhook, which sign the body.
 *
 * @example
 * ```ts
 * const headers = adyenPlatformHeaders(body, credentials)
 * ```
 */
export const adyenPlatformHeaders = (body: Buffer, { hmacKey, ...login }: AdyenCredentials): Record<string, string> => ({
  ...adyenHeaders(login),
  protocol: "HmacSHA256",
  hmacsignature: hmac(hmacKey, body),
})

/** Event code and success by the reported state. */
const CODES = {
  payment: {
    pending: "PENDING",
    authorized: "AUTHORISATION",
    captured: "CAPTURE",
    failed: "AUTHORISATION",
    canceled: "CANCELLATION",
    expired: "EXPIRE",
  } satisfies Partial<Record<PaymentState, string>>,
  refund: { pending: "POSTPONED_REFUND", succeeded: "REFUND", failed: "REFUND_FAILED" } satisfies Record<RefundState, string>,
  dispute: {
    warning: "REQUEST_FOR_INFORMATION",
    opened: "NOTIFICATION_OF_CHARGEBACK",
    under_review: "INFORMATION_SUPPLIED",
    won: "PREARBITRATION_WON",
    lost: "SECOND_CHARGEBACK",
    // Adyen has no event for an inquiry that ends without a winner.
  } satisfies Record<Exclude<DisputeState, "closed">, string>,
} as const

const speaks = Object.entries(CODES).flatMap(([subject, codes]) =>
  Object.keys(codes).map((state) => `${subject}.${state}` as FactName),
)

function codeOf(event: TestMoneyEvent): string {
  const codes: Partial<Record<string, string>> = CODES[event.subject ?? "payment"]
  const code = codes[event.state]
  if (!code) throw new UnspokenEventError("adyen", eventName(event))
  return code
}

/** Captures, refunds and disputes have a reference of their own. A payment's other events have one each. */
function pspReferenceOf(event: TestMoneyEvent): string {
  if (event.subject === "refund") return event.refundId
  if (event.subject === "dispute") return event.disputeId
  return event.captureId ?? event.id
}

/** ISO 4217 minor units in Adyen's digits. */
function adyenUnits(minor: number, currency: string): number {
  const digits = exponentOf(currency)
  return minor * 10 ** ((ADYEN_DIGITS.get(currency) ?? digits) - digits)
}

/** Adyen repeats the reference of the request that it reports on. */
const merchantReferenceOf = (event: TestMoneyEvent): string =>
  (event.subject === "refund" && event.reference) || (event.sessionId ?? "")

const disputeData = ({ reasonCode, evidenceDueBy }: TestDisputeEvent): object => ({
  ...(reasonCode && { chargebackReasonCode: reasonCode }),
  ...(evidenceDueBy && { defensePeriodEndsAt: evidenceDueBy.toISOString() }),
})

function adyenItem(event: TestMoneyEvent, merchantAccount: string): AdyenItemContent & Record<string, unknown> {
  const { subject = "payment", state, paymentId, amount, reasonCode, occurredAt } = event
  const currency = event.currency.toUpperCase()
  const failed = state === "failed"
  return {
    amount: { currency, value: adyenUnits(amount, currency) },
    eventCode: codeOf(event),
    eventDate: occurredAt.toISOString(),
    merchantAccountCode: merchantAccount,
    merchantReference: merchantReferenceOf(event),
    originalReference: paymentId,
    paymentMethod: "visa",
    pspReference: pspReferenceOf(event),
    reason: failed ? (reasonCode ?? "Refused") : "",
    success: failed && subject === "payment" ? "false" : "true",
    additionalData: event.subject === "dispute" ? disputeData(event) : {},
  }
}

const EXAMPLE_KEY = "5A".repeat(32)
const EXAMPLE_ACCOUNT = "ExampleShop_ECOM"

/**
 * Adyen's standard webhooks, one item each.
 *
 * @example
 * ```ts
 * const { credentials, options } = adyenDialect.example({ webhookUrl, apiUrl })
 * const { headers, body } = adyenDialect.sign(event, credentials, new Date())
 * ```
 */
export const adyenDialect: Dialect<AdyenCredentials> = {
  provider: "adyen",
  speaks,
  sign(event, credentials) {
    const item = signAdyenItem(adyenItem(moneyOnly("adyen", event), credentials.merchantAccount), credentials.hmacKey)
    const live = event.mode === "live" ? "true" : "false"
    const body = jsonBody({ live, notificationItems: [{ NotificationRequestItem: item }] })
    return { method: "POST", headers: adyenHeaders(credentials), body }
  },
  example: () => ({
    credentials: { hmacKey: EXAMPLE_KEY, merchantAccount: EXAMPLE_ACCOUNT },
    options: { hmacKeys: [EXAMPLE_KEY], merchantAccounts: [EXAMPLE_ACCOUNT] },
  }),
}
