import type { DisputeFact } from "../../domain/facts"
import type { ProviderContext, ProviderEvent, Reading } from "../provider"
import type { WechatpayEvent } from "./envelope"
import type { WechatpayOptions } from "./options"
import { readPayment } from "./payment"
import { readRefund } from "./refund"
import type { Complaint } from "./resource"
import { SHAPES, subjectOf } from "./subject"

/** Reads an event as at most one fact. Pure and total. */
export function normalizeWechatpay(
  { type, occurredAt, payload }: ProviderEvent<WechatpayEvent>,
  { options }: Pick<ProviderContext<WechatpayOptions>, "options">,
): Reading {
  const about = subjectOf(payload)
  if ("ignored" in about) return { facts: [], ignored: about.ignored }
  const unread: Reading = { facts: [], ignored: `"${type}" does not carry what it is about` }
  switch (about.subject) {
    case "payment": {
      const { data } = SHAPES.payment.safeParse(payload.resource)
      return data ? readPayment(data, occurredAt, options) : unread
    }
    case "refund": {
      const { data } = SHAPES.refund.safeParse(payload.resource)
      return data ? readRefund(data, occurredAt, options) : unread
    }
    case "complaint": {
      const { data } = SHAPES.complaint.safeParse(payload.resource)
      return data ? readComplaint(data, occurredAt) : unread
    }
  }
}

/** A complaint's event carries its id and nothing of the payment. */
function readComplaint({ complaint_id }: Complaint, occurredAt: Date | undefined): Reading {
  const fact: DisputeFact = {
    subject: "dispute",
    state: "opened",
    providerDisputeId: complaint_id,
    ...(occurredAt && { occurredAt }),
  }
  return { facts: [fact] }
}
