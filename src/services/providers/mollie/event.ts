import { z } from "@medusajs/framework/zod"
import { storableText } from "../kit/storable-text"
import { chargeback, payment, refund } from "./entities"

/** What every next-gen event has. */
export const envelope = z.object({
  resource: z.literal("event"),
  id: storableText,
  type: storableText,
  entityId: storableText.optional().catch(undefined),
  createdAt: z.iso.datetime({ offset: true }).optional().catch(undefined),
  _embedded: z.record(z.string(), z.unknown()).optional().catch(undefined),
})

/** What is kept of an event: what it is about, and that thing as far as it is read. */
export const kept = z.object({
  entityId: storableText.optional(),
  entity: z.discriminatedUnion("resource", [payment, refund, chargeback]).optional(),
  /** Whether Mollie was asked, and knew it: what it answers counts for more than what an event says. */
  asked: z.enum(["found", "unknown"]).optional(),
})

export type MolliePayload = z.output<typeof kept>
