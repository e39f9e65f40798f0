import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { PaymentRecord } from "../../../../../services/store/entities"
import { webhookEventFields } from "../../webhook-events/query-config"
import { storyFields } from "./story-fields"

type Row = Readonly<Record<string, unknown>> & { readonly id: string }

type Owner = "payment_record_id" | "payment_session_id"
type Query = { graph(input: object): Promise<{ data: Row[] }> }

/** A payment with its whole history, in order. No payloads: those are shown, redacted, with the webhook events. */
export interface PresentedPayment extends PaymentRecord {
  readonly captures: readonly Row[]
  readonly refunds: readonly Row[]
  readonly disputes: readonly Row[]
  readonly attention: readonly Row[]
  readonly timeline: readonly Row[]
  readonly webhook_events: readonly Row[]
}

export async function presentPayments(
  container: MedusaContainer,
  payments: readonly PaymentRecord[],
): Promise<PresentedPayment[]> {
  if (!payments.length) return []
  const query = container.resolve(ContainerRegistrationKeys.QUERY) as unknown as Query
  const of = async (entity: string, fields: readonly string[], owner: Owner = "payment_record_id", order = "created_at") => {
    const idOf = (payment: PaymentRecord) => (owner === "payment_record_id" ? payment.id : payment.payment_session_id)
    const { data } = await query.graph({
      entity,
      fields: [...new Set([...fields, owner])],
      filters: { [owner]: payments.map(idOf) },
      pagination: { order: { [order]: "ASC" } },
    })
    return (payment: PaymentRecord) => data.filter((row) => row[owner] === idOf(payment))
  }
  const [captures, refunds, disputes, attention, timeline, events] = await Promise.all([
    of("payment_capture", storyFields.capture),
    of("payment_refund", storyFields.refund),
    of("payment_dispute", storyFields.dispute),
    // Raised before there was a record: a payment that was quarantined from the start is known by its session.
    of("payment_attention", storyFields.attention, "payment_session_id"),
    of("payment_transition", storyFields.transition, "payment_record_id", "version"),
    of("payment_webhook_event", webhookEventFields, "payment_record_id", "received_at"),
  ])
  return payments.map((payment) => ({
    ...payment,
    captures: captures(payment),
    refunds: refunds(payment),
    disputes: disputes(payment),
    attention: attention(payment),
    timeline: timeline(payment),
    webhook_events: events(payment),
  }))
}
