import { randomUUID } from "node:crypto"
import type { PaymentNotificationOptions } from "../../src"
import type { PaymentNotificationService } from "../../src/services"
import { hmacHeaders } from "../../src/testing/dialects"

const SECRET = "a secret of the benchmark"

/** One account whose calls are signed here. */
export const ACCOUNT: PaymentNotificationOptions = {
  accounts: [{ id: "bench", provider: "hmac", options: { keys: [{ id: "bench", secrets: [SECRET] }] } }],
}

/** One call, through verification and into the inbox; resolves when it is acknowledged, with the milliseconds that it took. */
export async function call(service: PaymentNotificationService): Promise<number> {
  const account = service.options.accounts[0]!
  const rawBody = Buffer.from(
    JSON.stringify({
      id: `evt_${randomUUID()}`,
      type: "payment.captured",
      data: { session_id: `payses_${randomUUID()}`, payment_id: "pay_1", amount: "4590", currency: "EUR" },
    }),
  )
  const headers = hmacHeaders(rawBody, { keyId: "bench", secret: SECRET }, new Date())
  const began = performance.now()
  await service.receive(account, { method: "POST", url: "/", headers, rawBody, receivedAt: new Date() })
  return performance.now() - began
}
