import { MalformedPayloadError } from "../../domain/errors"
import { isJsonObject, readJson, type JsonObject } from "../kit/read-json"
import type { ProviderContext, ProviderEvent, WebhookRequest } from "../provider"
import { decryptResource } from "./decrypt"
import { readEnvelope, type Envelope, type WechatpayEvent } from "./envelope"
import type { WechatpayOptions } from "./options"
import {
  readComplaint,
  readRefund,
  readSubOrder,
  readTransaction,
  type Complaint,
  type Refund,
  type Transaction,
} from "./resource"
import { subjectOf, subOrdersOf } from "./subject"
import { readTime } from "./time"
import { pickNumbers } from "./unclear"
import { isV2Call, parseV2Call } from "./v2/call"
import { isOurs } from "./whose"

/**
 * Decrypts and reads the events of a request: one, and of a combined order one for each of its orders that are this account's. Only
 * the fields that are read are stored. Throws MalformedPayloadError for a body that is no event of WeChat Pay's or cannot be
 * decrypted, and for an event about a payment or a refund that does not carry it.
 */
export function parseWechatpay(
  request: WebhookRequest,
  { options }: Pick<ProviderContext<WechatpayOptions>, "options">,
): readonly ProviderEvent<WechatpayEvent>[] {
  if (isV2Call(request)) return [parseV2Call(request, options)]
  const { resource: sealed, ...envelope } = readEnvelope(readJson(request.rawBody))
  const resource = readPlaintext(decryptResource(sealed, options.apiV3Keys))
  const about = subjectOf({ ...envelope, resource })
  if ("ignored" in about) return [eventOf(envelope)]
  if ("unclear" in about) return [eventOf(envelope, pickNumbers(resource))]
  switch (about.subject) {
    case "payment":
      return [eventOf(envelope, readTransaction(resource))]
    case "refund":
      return [eventOf(envelope, readRefund(resource))]
    case "complaint":
      return [eventOf(envelope, readComplaint(resource))]
    case "combined":
      return parseCombined(envelope, resource, options)
  }
}

/** Each order is an event of its own: one that has to wait for a person must not hold the others. */
function parseCombined(
  envelope: Omit<Envelope, "resource">,
  resource: JsonObject,
  options: WechatpayOptions,
): readonly ProviderEvent<WechatpayEvent>[] {
  const orders = subOrdersOf(resource)
    .map((order) => readSubOrder(order, resource))
    .filter((order) => isOurs(order, options))
  if (!orders.length) return [eventOf(envelope, { sub_orders: [] })]
  return orders.map((order) =>
    eventOf({ ...envelope, id: `${envelope.id}:${order.transaction_id ?? order.out_trade_no}` }, order),
  )
}

function eventOf(
  envelope: Omit<Envelope, "resource">,
  resource?: Transaction | Refund | Complaint | JsonObject,
): ProviderEvent<WechatpayEvent> {
  const { id, event_type: type, create_time } = envelope
  const occurredAt = readTime(create_time)
  const payload: WechatpayEvent = resource ? { ...envelope, resource: resource as JsonObject } : envelope
  return occurredAt ? { id, type, occurredAt, payload } : { id, type, payload }
}

function readPlaintext(plaintext: Buffer): JsonObject {
  try {
    const value = readJson(plaintext)
    if (isJsonObject(value)) return value
  } catch (cause) {
    throw new MalformedPayloadError("the decrypted resource is not a JSON object in UTF-8", { cause })
  }
  throw new MalformedPayloadError("the decrypted resource is not a JSON object in UTF-8")
}
