import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../application/ground/module"
import type { PaymentRecord, WebhookEvent } from "../../../services/store/entities"
import { withOrders } from "../payment-notifications/attention/_shared/with-orders"
import type { FoundEvent, FoundPayment, Searched } from "./answers"

/** PostgreSQL's integer, of which the numbers of orders are. */
const LARGEST_NUMBER = 2_147_483_647

/** The order of a number as people write it: `1007`, `#1007`. */
async function ordersOf(req: AuthenticatedMedusaRequest, text: string): Promise<string[]> {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : NaN
  if (!(number <= LARGEST_NUMBER)) return []
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: ["id"], filters: { display_id: number } as never })
  return data.map(({ id }) => id)
}

/** Keeps the order of the ids: the likeliest first. */
const inOrder = <T extends { readonly id: string }>(ids: readonly string[], rows: readonly T[]): T[] => {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

async function findPayments(req: AuthenticatedMedusaRequest, text: string, limit: number): Promise<FoundPayment[]> {
  const { searches, lists } = paymentNotificationService(req.scope)
  const ids = await searches.payments(text, await ordersOf(req, text), limit)
  const select = ["account", "provider_payment_id", "order_id"]
  const [rows = []] = await lists.related<PaymentRecord>([{ entity: "PaymentRecord", filters: { id: ids }, select }])
  return (await withOrders(req, inOrder(ids, rows))).map(({ id, account, provider_payment_id, order_display_id }) => ({
    id,
    account,
    provider_payment_id,
    order_display_id,
  }))
}

async function findEvents(req: AuthenticatedMedusaRequest, text: string, limit: number): Promise<FoundEvent[]> {
  const { searches, lists } = paymentNotificationService(req.scope)
  const ids = await searches.events(text, limit)
  const select = ["account", "type", "event_id"]
  const [rows = []] = await lists.related<WebhookEvent>([{ entity: "PaymentWebhookEvent", filters: { id: ids }, select }])
  return inOrder(ids, rows).map(({ id, account, type, event_id }) => ({ id, account, type, event_id }))
}

/** Finds `limit` at most of what has this id or number, or an id that begins so. */
export const FIND: Readonly<
  Record<Searched, (req: AuthenticatedMedusaRequest, text: string, limit: number) => Promise<readonly unknown[]>>
> = { payment_record: findPayments, payment_webhook_event: findEvents }
