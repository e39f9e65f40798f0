import type { MedusaContainer } from "@medusajs/framework/types"
import { paymentNotificationService } from "../../../../../application/ground/module"
import type { PlacedEntry, StoryKind } from "../../../../../services/domain/payment-story"
import type {
  Delivery,
  DeliveryDestination,
  PaymentAttention,
  PaymentAttentionDecision,
  PaymentCapture,
  PaymentDispute,
  PaymentNotification,
  PaymentRefund,
  PaymentTransition,
  WebhookEvent,
} from "../../../../../services/store/entities"
import { webhookEventFields } from "../../webhook-events/query-config"
import type { PaymentRow } from "../query-config"
import { ofCallback, ofCapture, ofDecision, ofEvent, ofItem, ofMessage, ofTransition } from "./entries-of"
import type { StoryEntry } from "./story-entry"

/** Bodies and data are not read: an entry shows neither. */
const FIELDS = {
  message: ["fact", "audience", "channel", "recipient", "state", "reason", "attempts", "last_error", "payment_attention_id"],
  callback: ["fact", "destination_id", "occurred_at", "state", "reason", "attempts", "last_error"],
} as const

interface Reader {
  readonly showsRecipients: boolean
}

/** Reads the rows of these places, and shows each of them; one that was deleted meanwhile is left out. */
export async function readEntries(
  container: MedusaContainer,
  payment: PaymentRow,
  places: readonly PlacedEntry[],
  { showsRecipients }: Reader,
): Promise<StoryEntry[]> {
  const { lists } = paymentNotificationService(container)
  const ids = (...kinds: StoryKind[]) => places.flatMap(({ kind, id }) => (kinds.includes(kind) ? [id] : []))
  const rows = (await lists.related([
    { entity: "PaymentWebhookEvent", select: webhookEventFields, filters: { id: ids("event") } },
    { entity: "PaymentTransition", filters: { id: ids("payment", "refund", "dispute") } },
    { entity: "PaymentCapture", filters: { id: ids("capture") } },
    { entity: "PaymentNotification", select: FIELDS.message, filters: { id: ids("message") } },
    { entity: "Delivery", select: FIELDS.callback, filters: { id: ids("callback") } },
    { entity: "PaymentAttention", filters: { id: ids("attention") } },
    { entity: "PaymentAttentionDecision", filters: { id: ids("decision") } },
  ])) as unknown[][]
  const [events, transitions, captures, messages, callbacks, items, decisions] = rows as [
    WebhookEvent[],
    PaymentTransition[],
    PaymentCapture[],
    PaymentNotification[],
    Delivery[],
    PaymentAttention[],
    PaymentAttentionDecision[],
  ]
  const subjects = transitions.flatMap(({ subject_id }) => (subject_id ? [subject_id] : []))
  const named = (await lists.related([
    { entity: "PaymentRefund", filters: { id: subjects } },
    { entity: "PaymentDispute", filters: { id: subjects } },
    { entity: "DeliveryDestination", select: ["description"], filters: { id: callbacks.map((one) => one.destination_id) } },
  ])) as unknown[][]
  const [refunds, disputes, destinations] = named as [PaymentRefund[], PaymentDispute[], DeliveryDestination[]]
  const about = new Map([...refunds, ...disputes].map((row) => [row.id, row]))
  const destinationOf = new Map(destinations.map((row) => [row.id, row]))
  const shown = [
    ...events.map(ofEvent),
    ...transitions.map((row) => ofTransition(row, about.get(row.subject_id ?? ""))),
    ...captures.map((row) => ofCapture(row, payment)),
    ...messages.map((row) => ofMessage(row, showsRecipients)),
    ...callbacks.map((row) => ofCallback(row, destinationOf.get(row.destination_id))),
    ...items.map(ofItem),
    ...decisions.map((row) => ofDecision(row, payment)),
  ]
  const byId = new Map(shown.map((one) => [one.id, one]))
  return places.flatMap(({ id, at }) => {
    const found = byId.get(id)
    return found ? [{ ...found, at }] : []
  })
}
