import type { z } from "@medusajs/framework/zod"
import type { Fact } from "../../domain/facts"
import { chargeFact } from "./charge-fact"
import { disputeFact } from "./dispute-fact"
import { chargeEvent, disputeEvent, refundEvent, type PaystackPayload } from "./event"
import { refundFact } from "./refund-fact"

/** The subject of one event. */
export interface Subject {
  /** Undefined for a status that is not read. */
  readonly fact: Fact | undefined
  readonly status: string
  /** `live` or `test`, from the event. */
  readonly domain: string | undefined
}

/** A kind of event: its required contents, and their reader, which returns undefined for a payload without them. */
export interface Kind {
  readonly contents: z.ZodType<PaystackPayload>
  readonly read: (payload: PaystackPayload, type: string) => Subject | undefined
}

interface Contents extends PaystackPayload {
  readonly data: {
    readonly status: string
    readonly resolution?: string | null | undefined
    readonly domain?: string | undefined
  }
}

const kind = <C extends Contents>(contents: z.ZodType<C>, factOf: (data: C["data"], type: string) => Fact | undefined): Kind => ({
  contents,
  read: (payload, type) => {
    const event = contents.safeParse(payload)
    if (!event.success) return undefined
    const { data } = event.data
    const status = data.resolution ? `${data.status}, ${data.resolution}` : data.status
    return { fact: factOf(data, type), status, domain: data.domain }
  },
})

const charges = kind(chargeEvent, chargeFact)
const refunds = kind(refundEvent, (refund, type) => refundFact(type.slice("refund.".length), refund))
const disputes = kind(disputeEvent, disputeFact)

/** The event types that are read. */
export const KINDS: ReadonlyMap<string, Kind> = new Map([
  ["charge.success", charges],
  ["refund.pending", refunds],
  ["refund.processing", refunds],
  ["refund.needs-attention", refunds],
  ["refund.processed", refunds],
  ["refund.failed", refunds],
  ["charge.dispute.create", disputes],
  ["charge.dispute.remind", disputes],
  ["charge.dispute.resolve", disputes],
])
