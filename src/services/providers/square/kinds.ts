import type { z } from "@medusajs/framework/zod"
import type { Fact } from "../../domain/facts"
import { disputeFacts } from "./dispute-facts"
import { disputeEvent, paymentEvent, refundEvent, type SquarePayload } from "./event"
import { paymentFacts } from "./payment-facts"
import { refundFacts } from "./refund-facts"

/** The subject of one event. */
export interface Subject {
  /** Undefined for a status that is not read. */
  readonly facts: readonly Fact[] | undefined
  readonly status: string
  readonly merchantId: string | undefined
  readonly locationId: string | undefined
}

/** A kind of event: its required contents, and their reader, which returns undefined for a payload without them. */
export interface Kind {
  readonly contents: z.ZodType<SquarePayload>
  readonly read: (payload: SquarePayload) => Subject | undefined
}

const kind = <Contents extends SquarePayload>(contents: z.ZodType<Contents>, read: (event: Contents) => Subject): Kind => ({
  contents,
  read: (payload) => {
    const event = contents.safeParse(payload)
    return event.success ? read(event.data) : undefined
  },
})

const payments = kind(paymentEvent, ({ merchant_id, data: { object } }) => ({
  facts: paymentFacts(object.payment),
  status: object.payment.status,
  merchantId: merchant_id,
  locationId: object.payment.location_id,
}))

const refunds = kind(refundEvent, ({ merchant_id, data: { object } }) => ({
  facts: refundFacts(object.refund),
  status: object.refund.status,
  merchantId: merchant_id,
  locationId: object.refund.location_id,
}))

const disputes = kind(disputeEvent, ({ merchant_id, data: { object } }) => ({
  facts: disputeFacts(object.dispute),
  status: object.dispute.state,
  merchantId: merchant_id,
  locationId: object.dispute.location_id,
}))

/** The event types that are read. */
export const KINDS: ReadonlyMap<string, Kind> = new Map([
  ["payment.created", payments],
  ["payment.updated", payments],
  ["refund.created", refunds],
  ["refund.updated", refunds],
  ["dispute.created", disputes],
  ["dispute.state.updated", disputes],
])
