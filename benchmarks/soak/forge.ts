import type { GatewayAccount } from "../../src/testing"
import { dialects, type Dialect } from "../../src/testing"
import { post } from "../lib/post"

/** Begins the ids of payments that nobody made. */
export const FORGED = "forged_"

/** A call of this provider is a bare id, which is looked up at the provider: there is nothing to forge. */
const UNSIGNED = "mollie-classic"

/** Sends one call whose body was changed after it was signed; answers the status, 0 where nobody answered. */
export async function forge(accounts: Readonly<Record<string, GatewayAccount>>, n: number): Promise<number> {
  const signed = Object.values(accounts).filter(({ dialect }) => dialect !== UNSIGNED)
  const { dialect: id, credentials, url } = signed[n % signed.length]!
  const dialect = (dialects as unknown as Record<string, Dialect>)[id]!
  const event = {
    id: `evt_${FORGED}${n}`,
    state: "captured",
    paymentId: `${FORGED}${n}`,
    mode: "test",
    occurredAt: new Date(),
  } as const
  const [currency = "EUR"] = dialect.currencies ?? []
  const { headers, body } = dialect.sign({ ...event, amount: 1_000, currency }, credentials, new Date())
  return post(new URL(url), { headers, body: altered(body, event.paymentId) }).catch(() => 0)
}

/** Another payment's id, or where the body is no text, another digit: the call stays readable, and only its signature gives it away. */
function altered(body: Buffer, paymentId: string): Buffer {
  const text = body.toString("latin1")
  if (text.includes(paymentId)) return Buffer.from(text.replaceAll(paymentId, `${paymentId}0`), "latin1")
  const at = body.findLastIndex((byte) => byte >= 0x31 && byte <= 0x38)
  const changed = Buffer.from(body)
  changed[at] = changed[at]! + 1
  return changed
}
