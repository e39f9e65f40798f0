import { hmacSha256 } from "../../signature/hmac"
import { TEST_TYPE, testEvent } from "../kit/test-event"
import type { ProviderContext, TestCall } from "../provider"
import type { StandardWebhooksOptions } from "./options"

/** An event of a type that nobody reads. Public keys verify and cannot sign: it takes a shared secret. */
export function testStandardWebhook({
  options: { secrets },
  now,
}: ProviderContext<StandardWebhooksOptions>): TestCall | undefined {
  const secret = secrets.find(({ version }) => version === "v1")
  if (secret?.version !== "v1") return undefined
  const { id, at, seconds } = testEvent(now())
  const body = JSON.stringify({ type: TEST_TYPE, occurred_at: at.toISOString(), data: {} })
  const signature = hmacSha256(secret.key, `${id}.${seconds}.`, body).toString("base64")
  return {
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(seconds),
      "webhook-signature": `v1,${signature}`,
    },
    body,
  }
}
