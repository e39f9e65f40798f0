import type { MedusaContainer } from "@medusajs/framework/types"
import { paymentNotificationService } from "../../../../../application/ground/module"
import type { PaymentCapture, WebhookEvent } from "../../../../../services/store/entities"
import type { PaymentRow } from "../query-config"
import { webhookEventFields } from "../../webhook-events/query-config"
import { allCaptures, type ShownCapture } from "./all-captures"
import { storyFields, type StoryDispute, type StoryItem, type StoryRefund, type StoryTransition } from "./story-fields"

type Entity = Parameters<ReturnType<typeof paymentNotificationService>["lists"]["related"]>[0][number]["entity"]

type Row = Readonly<Record<string, unknown>> & { readonly id: string }

type Owner = "payment_record_id" | "payment_session_id"

/** The rows that belong to a payment: of which entity, which fields of them, whose they are, and in which order. */
const STORY = {
  captures: ["PaymentCapture", storyFields.capture, "payment_record_id", "created_at"],
  refunds: ["PaymentRefund", storyFields.refund, "payment_record_id", "created_at"],
  disputes: ["PaymentDispute", storyFields.dispute, "payment_record_id", "created_at"],
  // Raised before there was a record: a payment that was quarantined from the start is known by its session.
  attention: ["PaymentAttention", storyFields.attention, "payment_session_id", "created_at"],
  timeline: ["PaymentTransition", storyFields.transition, "payment_record_id", "version"],
  webhook_events: ["PaymentWebhookEvent", webhookEventFields, "payment_record_id", "received_at"],
} as const satisfies Record<string, readonly [Entity, readonly string[], Owner, string]>

type Chapter = keyof typeof STORY

/** A payment with its whole history, in order. No payloads: those are shown, redacted, with the webhook events. */
export interface PresentedPayment extends PaymentRow {
  readonly captures: readonly ShownCapture[]
  readonly refunds: readonly StoryRefund[]
  readonly disputes: readonly StoryDispute[]
  readonly attention: readonly StoryItem[]
  readonly timeline: readonly StoryTransition[]
  readonly webhook_events: ReadonlyArray<Pick<WebhookEvent, (typeof webhookEventFields)[number]>>
}

export async function presentPayments(container: MedusaContainer, payments: readonly PaymentRow[]): Promise<PresentedPayment[]> {
  if (!payments.length) return []
  const idOf = (payment: PaymentRow, owner: Owner) => (owner === "payment_record_id" ? payment.id : payment.payment_session_id)
  const chapters = Object.entries(STORY) as Array<[Chapter, (typeof STORY)[Chapter]]>
  const found = await paymentNotificationService(container).lists.related<Row>(
    chapters.map(([, [entity, fields, owner, order]]) => ({
      entity,
      select: fields,
      filters: { [owner]: payments.map((payment) => idOf(payment, owner)) },
      order: { [order]: "ASC" },
    })),
  )
  const storyOf = (payment: PaymentRow) =>
    chapters.map(([name, [, , owner]], index) => [name, found[index]!.filter((row) => row[owner] === idOf(payment, owner))])
  return payments.map((payment) => {
    const story = Object.fromEntries(storyOf(payment)) as unknown as Pick<PresentedPayment, Exclude<Chapter, "captures">> & {
      readonly captures: readonly PaymentCapture[]
    }
    return { ...payment, ...story, captures: allCaptures(payment, story.captures, story.timeline) }
  })
}
