import { hmacSha256 } from "../../signature/hmac"
import { TEST_TYPE, testEvent } from "../kit/test-event"
import type { ProviderContext, TestCall } from "../provider"
import type { StripeOptions } from "./options"

/** An event of a type that Stripe does not have, signed as Stripe signs. */
export function testStripe({ options: { signingSecrets }, now }: ProviderContext<StripeOptions>): TestCall | undefined {
  const [secret] = signingSecrets
  if (!secret) return undefined
  const { id, seconds } = testEvent(now())
  const body = JSON.stringify({ id, object: "event", type: TEST_TYPE, created: seconds, data: { object: {} } })
  const signature = hmacSha256(secret, `${seconds}.`, body).toString("hex")
  return { headers: { "content-type": "application/json", "stripe-signature": `t=${seconds},v1=${signature}` }, body }
}
