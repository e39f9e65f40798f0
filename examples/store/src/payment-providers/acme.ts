import { z } from "@medusajs/framework/zod"
import {
  anyMatches,
  decodeHex,
  defineProvider,
  hmacSha256,
  listOfSecrets,
  readJson,
  readReference,
  requireFresh,
  requireShape,
  providerOptions,
  secretText,
  SignatureVerificationError,
  singleHeader,
  storableText,
  toMinor,
  toleranceSeconds,
} from "medusa-payment-notifications/webhooks"

/** An account's `options`. */
const options = providerOptions({ secrets: listOfSecrets(secretText), toleranceSeconds })

/** Acme Pay's webhook, as far as we read it. */
const body = z.object({
  event_id: storableText,
  kind: storableText,
  payment: z.object({
    number: storableText,
    reference: storableText,
    total: z.string().regex(/^\d+(\.\d+)?$/),
    currency: z.string().regex(/^[A-Z]{3}$/),
  }),
})

const STATES = new Map([
  ["payment.paid", "captured"],
  ["payment.declined", "failed"],
] as const)

/** A provider that only this store knows: Acme Pay signs `<timestamp>.<body>` and counts in decimals. */
export default defineProvider({
  id: "acme",
  about: {
    name: "Acme Pay",
    signature: "HMAC-SHA256, `acme-signature`",
    dedupe: "`event_id`",
    reports: ["payment.captured", "payment.failed"],
    acknowledgement: "200, `OK`",
    testedAgainst: "this store's own tests",
  },
  options,
  redact: [],

  async verify({ headers, rawBody }, { options: { secrets, toleranceSeconds }, now }) {
    const timestamp = singleHeader(headers, "acme-timestamp")
    requireFresh(timestamp, toleranceSeconds, now())
    const signature = decodeHex(singleHeader(headers, "acme-signature"), 32)
    const expected = secrets.map((secret) => hmacSha256(secret, `${timestamp}.`, rawBody))
    if (!signature || !anyMatches([signature], expected)) throw new SignatureVerificationError("acme-signature does not match")
  },

  parse({ rawBody }) {
    const { event_id: id, kind: type, payment } = requireShape(body, readJson(rawBody))
    return [{ id, type, payload: payment }]
  },

  normalize({ type, payload: { number, reference, total, currency } }) {
    const state = STATES.get(type as "payment.paid")
    if (!state) return { facts: [], ignored: `"${type}" is not read` }
    const amount = { minor: toMinor(total, currency), currency }
    return { facts: [{ subject: "payment", state, providerPaymentId: number, amount, ...readReference(reference) }] }
  },

  acknowledge: () => ({ status: 200, contentType: "text/plain", body: "OK" }),
})
