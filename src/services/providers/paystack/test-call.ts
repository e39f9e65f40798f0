import { hmacSha512 } from "../../signature/hmac"
import { TEST_TYPE, testEvent } from "../kit/test-event"
import type { ProviderContext, TestCall } from "../provider"
import type { PaystackOptions } from "./options"

/** An event of a type that Paystack does not have, signed as Paystack signs. Its id makes its bytes, and so the event, another one. */
export function testPaystack({ options: { secretKeys }, now }: ProviderContext<PaystackOptions>): TestCall | undefined {
  const [key] = secretKeys
  if (!key) return undefined
  const body = JSON.stringify({ event: TEST_TYPE, data: { id: testEvent(now()).id } })
  return {
    headers: { "content-type": "application/json", "x-paystack-signature": hmacSha512(key, body).toString("hex") },
    body,
  }
}
