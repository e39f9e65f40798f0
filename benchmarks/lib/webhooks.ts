import { storeAccounts } from "../../scripts/lib/accounts"
import {
  dialects,
  hmacHeaders,
  sandboxHeaders,
  type Dialect,
  type HmacCredentials,
  type SandboxCredentials,
} from "../../src/testing"
import type { ReadyPayment } from "./carts"

/** A signed call, ready to be posted. */
export interface Webhook {
  readonly eventId: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

type AccountId = "sandbox" | "hmac"

/** The provider reports the capture of a prepared payment. */
export function capturedWebhook(account: AccountId, eventId: string, payment: ReadyPayment): Webhook {
  const { path, provider, credentials } = storeAccounts[account]!
  const dialect = dialects[provider as keyof typeof dialects] as Dialect<unknown>
  const { sessionId, paymentId, amount, currency } = payment
  const at = new Date()
  const event = { id: eventId, state: "captured", sessionId, paymentId, amount, currency, mode: "test", occurredAt: at } as const
  return { eventId, path, ...dialect.sign(event, credentials, at) }
}

/** About the size of a real provider's event. */
const FILLER = "x".repeat(700)

/** An event that no store acts on: verified and (by us) recorded, then ignored. Its cost is the cost of accepting a webhook. */
export function unwantedWebhook(account: AccountId, eventId: string): Webhook {
  const { path, credentials } = storeAccounts[account]!
  const created = Math.floor(Date.now() / 1000)
  const data = { id: `obj_${eventId}`, description: FILLER }
  const body = Buffer.from(JSON.stringify({ id: eventId, object: "event", type: "invoice.updated", created, data }))
  const headers =
    account === "hmac"
      ? hmacHeaders(body, credentials as never as HmacCredentials, new Date())
      : sandboxHeaders(body, credentials as never as SandboxCredentials)
  return { eventId, path, headers, body }
}
