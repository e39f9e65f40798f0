import { z } from "@medusajs/framework/zod"
import { SignatureVerificationError } from "../../../services/domain/errors"
import { readJson, requireShape } from "../../../services/providers/kit/read-json"
import type { WebhookRequest } from "../../../services/providers/provider"
import { anyHmacSha256 } from "../../../services/signature/hmac"
import { requireFresh } from "../../../services/signature/timestamp"
import type { Receipt } from "./receipt"

const receipts = z.array(
  z.strictObject({
    /** The provider's id of the message, or ours. */
    external_id: z.string().min(1).nullish(),
    notification_id: z.string().min(1).nullish(),
    state: z.enum(["delivered", "undelivered"]),
    code: z.string().max(64).nullish(),
  }),
)

/**
 * Reads `[{ external_id | notification_id, state, code? }]` whose header `x-signature` is the HMAC-SHA256 in lower-case hex of
 * `<x-timestamp>.<body>`, the timestamp in Unix seconds. Throws SignatureVerificationError and MalformedPayloadError.
 */
export function readSignedReceipts(
  { headers, rawBody, receivedAt }: WebhookRequest,
  { secrets, toleranceSeconds }: { readonly secrets: readonly string[]; readonly toleranceSeconds: number },
): Receipt[] {
  const timestamp = headers["x-timestamp"] ?? ""
  const signed = Buffer.concat([Buffer.from(`${timestamp}.`), rawBody])
  if (!anyHmacSha256(secrets, signed, headers["x-signature"] ?? "", "hex")) {
    throw new SignatureVerificationError("the x-signature header does not match")
  }
  requireFresh(timestamp, toleranceSeconds, receivedAt)
  return requireShape(receipts, readJson(rawBody)).map(({ external_id, notification_id, state, code }) => ({
    externalId: external_id ?? null,
    notificationId: notification_id ?? null,
    state,
    code: code ?? null,
  }))
}
