import { randomUUID } from "node:crypto"
import { hmacHeaders } from "../../../../src/testing/dialects"
import type { PaymentNotificationOptions } from "../../../../src"

export const SECRET = "a-secret-of-the-erp"

/** One account for another system, whose calls may be five minutes old. */
export const erpOptions = (kind: string, config: object): PaymentNotificationOptions => ({
  accounts: [
    {
      id: "erp",
      provider: "hmac",
      maxBodyBytes: 10_000,
      options: { keys: [{ id: "erp", secrets: [SECRET] }], timestamp: { header: "x-timestamp", toleranceSeconds: 300 } },
    },
  ],
  consumers: [{ id: "erp-queue", kind, account: "erp", maxAgeSeconds: 86_400, config }],
})

export interface News {
  readonly id: string
  readonly headers: Record<string, string>
  readonly body: Buffer
}

/** Payment news of another system, signed as of `ageSeconds` ago. */
export function news({
  secret = SECRET,
  ageSeconds = 0,
  body,
}: { secret?: string; ageSeconds?: number; body?: string } = {}): News {
  const id = `evt_${randomUUID()}`
  const bytes = Buffer.from(
    body ?? JSON.stringify({ id, type: "payment.captured", data: { payment_id: "pay_1", amount: "1000", currency: "EUR" } }),
  )
  const at = new Date(Date.now() - ageSeconds * 1_000)
  return { id, body: bytes, headers: hmacHeaders(bytes, { keyId: "erp", secret, timestampHeader: "x-timestamp" }, at) }
}
