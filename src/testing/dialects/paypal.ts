import { createHash, sign } from "node:crypto"
import { crc32 } from "node:zlib"
import type { FactName } from "../../services/domain/facts"
import { eventName, moneyOnly, UnspokenEventError, type Dialect, type TestMoneyEvent } from "../dialect"
import { PAYPAL_TEST_CERTIFICATE, PAYPAL_TEST_KEY } from "../keys/paypal"
import { jsonBody } from "./json-body"
import { EXAMPLE_APP, paypalApi } from "./paypal-api"
import { authorizationResource, captureResource, disputeResource, orderResource, refundResource } from "./paypal-resources"
import { signingKey } from "./signing-key"

/** `webhookId` is part of the signed text. `privateKey` is the RSA key of one of PayPal's signing certificates, in PEM. */
export interface PayPalCredentials {
  readonly webhookId: string
  readonly privateKey: string
}

/** Address of the signing certificate, if it were PayPal's. */
export const PAYPAL_CERTIFICATE_URL = "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-example"

/**
 * The headers PayPal sends with a body, signed as of `at`.
 *
 * @example
 * ```ts
 * const headers = paypalHeaders(body, credentials, new Date())
 * ```
 */
export function paypalHeaders(body: Buffer, { webhookId, privateKey }: PayPalCredentials, at: Date): Record<string, string> {
  const digest = createHash("sha256").update(body).digest("hex")
  const id = [digest.slice(0, 8), digest.slice(8, 12), digest.slice(12, 16), digest.slice(16, 20), digest.slice(20, 32)].join("-")
  const time = at.toISOString().replace(/\.\d+Z$/, "Z")
  const message = Buffer.from(`${id}|${time}|${webhookId}|${crc32(body)}`)
  return {
    "content-type": "application/json",
    "paypal-auth-algo": "SHA256withRSA",
    "paypal-cert-url": PAYPAL_CERTIFICATE_URL,
    "paypal-transmission-id": id,
    "paypal-transmission-time": time,
    "paypal-transmission-sig": sign("RSA-SHA256", message, signingKey(privateKey)).toString("base64"),
  }
}

/** PayPal's event type and resource type of each fact. */
const TYPES: Partial<Record<FactName, readonly [type: string, resourceType: string]>> = {
  "payment.pending": ["PAYMENT.CAPTURE.PENDING", "capture"],
  "payment.authorized": ["PAYMENT.AUTHORIZATION.CREATED", "authorization"],
  "payment.captured": ["PAYMENT.CAPTURE.COMPLETED", "capture"],
  "payment.failed": ["PAYMENT.CAPTURE.DENIED", "capture"],
  "payment.canceled": ["PAYMENT.AUTHORIZATION.VOIDED", "authorization"],
  "payment.expired": ["CHECKOUT.PAYMENT-APPROVAL.REVERSED", "checkout-order"],
  "refund.pending": ["PAYMENT.REFUND.PENDING", "refund"],
  "refund.succeeded": ["PAYMENT.CAPTURE.REFUNDED", "refund"],
  "refund.failed": ["PAYMENT.REFUND.FAILED", "refund"],
  "dispute.warning": ["CUSTOMER.DISPUTE.CREATED", "dispute"],
  "dispute.opened": ["CUSTOMER.DISPUTE.CREATED", "dispute"],
  "dispute.under_review": ["CUSTOMER.DISPUTE.UPDATED", "dispute"],
  "dispute.closed": ["CUSTOMER.DISPUTE.RESOLVED", "dispute"],
  "dispute.won": ["CUSTOMER.DISPUTE.RESOLVED", "dispute"],
  "dispute.lost": ["CUSTOMER.DISPUTE.RESOLVED", "dispute"],
}

function resourceOf(event: TestMoneyEvent, resourceType: string): unknown {
  if (event.subject === "refund") return refundResource(event)
  if (event.subject === "dispute") return disputeResource(event)
  if (resourceType === "authorization") return authorizationResource(event)
  return resourceType === "checkout-order" ? orderResource(event) : captureResource(event)
}

/**
 * PayPal's webhooks, and its API as far as the adapter asks it.
 *
 * @example
 * ```ts
 * const { credentials, options } = paypalDialect.example({ webhookUrl, apiUrl })
 * const { headers, body } = paypalDialect.sign(event, credentials, new Date())
 * ```
 */
export const paypalDialect: Dialect<PayPalCredentials> = {
  provider: "paypal",
  speaks: Object.keys(TYPES) as FactName[],
  sign(reported, credentials, at) {
    const event = moneyOnly("paypal", reported)
    const [type, resourceType] = TYPES[eventName(event)] ?? []
    if (type === undefined || resourceType === undefined) throw new UnspokenEventError("paypal", eventName(event))
    const body = jsonBody({
      id: event.id,
      event_version: "1.0",
      create_time: event.occurredAt.toISOString(),
      resource_type: resourceType,
      resource_version: "2.0",
      event_type: type,
      summary: `${type} for ${event.paymentId}`,
      resource: resourceOf(event, resourceType),
      links: [],
    })
    return { method: "POST", headers: paypalHeaders(body, credentials, at), body }
  },
  example: ({ apiUrl }) => ({
    credentials: { webhookId: "EXAMPLEWEBHOOK01", privateKey: PAYPAL_TEST_KEY },
    options: {
      webhookIds: ["EXAMPLEWEBHOOK01"],
      environment: "sandbox",
      ...EXAMPLE_APP,
      certificates: [PAYPAL_TEST_CERTIFICATE],
      apiUrl,
    },
  }),
  api: paypalApi,
}
