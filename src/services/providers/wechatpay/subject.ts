import type { z } from "@medusajs/framework/zod"
import type { WechatpayEvent } from "./envelope"
import { complaint, refund, transaction } from "./resource"

/** The subject of an event, by its type. */
const SUBJECTS = {
  "TRANSACTION.SUCCESS": "payment",
  "TRANSACTION.FAIL": "payment",
  "REFUND.SUCCESS": "refund",
  "REFUND.ABNORMAL": "refund",
  "REFUND.CLOSED": "refund",
  "COMPLAINT.CREATE": "complaint",
} as const

type Subject = (typeof SUBJECTS)[keyof typeof SUBJECTS]

/** The shape of each subject's resource. */
export const SHAPES = { payment: transaction, refund, complaint } as const satisfies Record<Subject, z.ZodType>

const isKnown = (type: string): type is keyof typeof SUBJECTS => Object.hasOwn(SUBJECTS, type)

/** The subject of the event, or the reason why it is not read. */
export function subjectOf({ event_type, original_type, resource }: WechatpayEvent): { subject: Subject } | { ignored: string } {
  if (!isKnown(event_type)) return { ignored: `event type "${event_type}" is not read` }
  const subject = SUBJECTS[event_type]
  if (subject !== "payment") return { subject }
  // The receiver of a shared profit gets "TRANSACTION.SUCCESS", too, with an amount that is not the order's.
  if (original_type && original_type !== "transaction") return { ignored: `"${event_type}" about "${original_type}" is not read` }
  if (Object.hasOwn(resource, "combine_out_trade_no")) {
    return { ignored: `"${event_type}" about a combined order is not read; place one order for each cart` }
  }
  if (!original_type && !Object.hasOwn(resource, "trade_state")) {
    return { ignored: `"${event_type}" without a trade_state is not about a payment` }
  }
  return { subject }
}
