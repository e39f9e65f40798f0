import { z } from "@medusajs/framework/zod"
import { storableText } from "../kit/storable-text"
import { chargeback, payment, refund } from "./entities"

/** Fields of every next-gen event. */
export const envelope = z.object({
  resource: z.literal("event"),
  id: storableText,
  type: storableText,
  entityId: storableText.optional().catch(undefined),
  createdAt: z.iso.datetime({ offset: true }).optional().catch(undefined),
  _embedded: z.record(z.string(), z.unknown()).optional().catch(undefined),
})

/** The stored form of an event: its subject's id, and that entity as far as it is read. */
export const kept = z.object({
  entityId: storableText.optional(),
  entity: z.discriminatedUnion("resource", [payment, refund, chargeback]).optional(),
  /** Whether Mollie was asked, and knew it: Mollie's answer counts for more than the event's content. */
  asked: z.enum(["found", "unknown"]).optional(),
})

export type MolliePayload = z.output<typeof kept>
