import { hmacSha256 } from "../../signature/hmac"
import { TEST_TYPE, testEvent } from "../kit/test-event"
import type { ProviderContext, TestCall } from "../provider"
import type { SquareOptions } from "./options"

/** An event of a type that Square does not have, signed as Square signs, for the first notification URL. */
export function testSquare({ options, now }: ProviderContext<SquareOptions>): TestCall | undefined {
  const [[key], [url]] = [options.signatureKeys, options.notificationUrls]
  if (!key || !url) return undefined
  const { id, at } = testEvent(now())
  const body = JSON.stringify({ event_id: id, type: TEST_TYPE, created_at: at.toISOString(), data: {} })
  const signature = hmacSha256(key, url, body).toString("base64")
  return { headers: { "content-type": "application/json", "x-square-hmacsha256-signature": signature }, body }
}
