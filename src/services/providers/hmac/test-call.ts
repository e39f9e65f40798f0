import { hmacSha256 } from "../../signature/hmac"
import { TEST_TYPE, testEvent } from "../kit/test-event"
import type { ProviderContext, TestCall } from "../provider"
import type { HmacOptions } from "./options"

/** An event of a type that nobody reads, signed with the first key. */
export function testHmac({ options: { keys, timestamp }, now }: ProviderContext<HmacOptions>): TestCall | undefined {
  const [[keyId, [secret]] = ["", []]] = keys
  if (!secret) return undefined
  const { id, at, seconds } = testEvent(now())
  const body = JSON.stringify({ id, type: TEST_TYPE, occurred_at: at.toISOString(), data: {} })
  const signature = hmacSha256(secret, ...(timestamp ? [`${seconds}.`] : []), body).toString("hex")
  return {
    headers: {
      "content-type": "application/json",
      authorization: `HMAC ${keyId}:${signature}`,
      ...(timestamp && { [timestamp.header]: String(seconds) }),
    },
    body,
  }
}
