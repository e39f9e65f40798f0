import { MalformedPayloadError } from "../../domain/errors"
import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import { readComplaintEvent } from "./complaint"
import type { WechatpayEvent } from "./envelope"
import type { WechatpayOptions } from "./options"
import { readPayment } from "./payment"
import { refundFact } from "./refund"
import { readRefund, readSubOrder, readTransaction } from "./resource"
import { subjectOf, subOrdersOf } from "./subject"
import { unclear } from "./unclear"
import { readV2 } from "./v2/reading"
import { isOurs } from "./whose"

/** Reads an event as facts; of a combined order, those of the orders that are this account's. Pure and total. */
export function normalizeWechatpay(
  event: ProviderEvent<WechatpayEvent>,
  { options }: Pick<ProviderContext<WechatpayOptions>, "options">,
): Reading {
  if (event.payload.notice === "v2") return readV2(event, options)
  const { resource = {} } = event.payload
  const about = subjectOf(event.payload)
  if ("ignored" in about) return { facts: [], ignored: about.ignored }
  if ("unclear" in about) return { facts: [], unclear: unclear(about.unclear, resource) }
  try {
    return readAbout(about.subject, event, options)
  } catch (error) {
    // A row that an older version stored.
    if (!(error instanceof MalformedPayloadError)) throw error
    return { facts: [], unclear: unclear(`"${event.type}" does not carry what it is about`, resource) }
  }
}

function readAbout(
  subject: "payment" | "refund" | "complaint" | "combined",
  event: ProviderEvent<WechatpayEvent>,
  options: WechatpayOptions,
): Reading {
  const { type, occurredAt, payload } = event
  const { resource = {} } = payload
  switch (subject) {
    case "payment":
      return readPayment(readTransaction(resource), occurredAt, options)
    case "refund":
      return refundFact(readRefund(resource), occurredAt, options)
    case "complaint":
      return readComplaintEvent(event, options)
    case "combined": {
      const ours = subOrdersOf(resource).map((order) => readSubOrder(order, resource))
      const readings = ours.filter((order) => isOurs(order, options)).map((order) => readPayment(order, occurredAt, options))
      const facts = readings.flatMap(({ facts }) => facts)
      const [first] = readings
      const none = `"${type}" is about a combined order, none of whose orders is of merchant ${options.mchid}`
      return facts.length ? { facts } : (first ?? { facts, unclear: unclear(none, resource) })
    }
  }
}
