import { hmacSha256 } from "../../signature/hmac"
import { TEST_TYPE, testEvent } from "../kit/test-event"
import type { ProviderContext, TestCall } from "../provider"
import type { RazorpayOptions } from "./options"

/** An event of a type that Razorpay does not have, signed as Razorpay signs. Its id makes its bytes, and so the event, another one. */
export function testRazorpay({ options: { webhookSecrets }, now }: ProviderContext<RazorpayOptions>): TestCall | undefined {
  const [secret] = webhookSecrets
  if (!secret) return undefined
  const { id, seconds } = testEvent(now())
  const body = JSON.stringify({ entity: "event", event: TEST_TYPE, id, contains: [], payload: {}, created_at: seconds })
  const signature = hmacSha256(secret, body).toString("hex")
  return { headers: { "content-type": "application/json", "x-razorpay-signature": signature }, body }
}
