import { z } from "@medusajs/framework/zod"
import { MalformedPayloadError } from "../../domain/errors"
import type { ProviderContext, ProviderEvent, WebhookRequest } from "../provider"
import { isJsonObject, readJson, requireShape, type JsonObject } from "../kit/read-json"
import { decryptResource } from "./decrypt"
import { envelope, type WechatpayEvent } from "./envelope"
import type { WechatpayOptions } from "./options"
import { SHAPES, subjectOf } from "./subject"
import { readTime } from "./time"

const jsonObject = z.custom<JsonObject>(isJsonObject, "must be a JSON object")

/**
 * Decrypts and reads the one event of a request. Throws MalformedPayloadError for a body that is no event of WeChat Pay's or
 * cannot be decrypted, and for an event about a payment or a refund that does not carry it.
 */
export function parseWechatpay(
  { rawBody }: WebhookRequest,
  { options }: ProviderContext<WechatpayOptions>,
): readonly ProviderEvent<WechatpayEvent>[] {
  const { id, create_time, event_type, summary, resource } = requireShape(envelope, readJson(rawBody))
  const { original_type } = resource
  const payload: WechatpayEvent = {
    id,
    create_time,
    event_type,
    ...(summary && { summary }),
    ...(original_type && { original_type }),
    resource: readResource(decryptResource(resource, options.apiV3Keys)),
  }
  const about = subjectOf(payload)
  if ("subject" in about) requireShape<unknown>(SHAPES[about.subject], payload.resource, "the decrypted resource")
  const occurredAt = readTime(create_time)
  return [{ id, type: event_type, ...(occurredAt && { occurredAt }), payload }]
}

function readResource(plaintext: Buffer): JsonObject {
  try {
    return requireShape(jsonObject, readJson(plaintext), "it")
  } catch (cause) {
    throw new MalformedPayloadError("the decrypted resource is not a JSON object in UTF-8", { cause })
  }
}
