import { SANDBOX, type ReadyCart } from "../../../scripts/lib/shop"
import { demoData } from "../../../examples/store/src/demo-data"
import { poll, type SharedStore } from "../../setup"
import { finishedEvent } from "./look"
import { outboxOf } from "./messages"
import type { PaidOrder } from "./order-money"

type World = Pick<SharedStore, "db" | "admin" | "shop" | "gateway" | "facts">

/** A payment collection of an order, as the admin shows it. */
export interface ShownCollection {
  readonly id: string
  readonly amount: number
  readonly status: string
}

/** A payment link that a customer has opened: a session of its own, and the gateway's payment. */
export interface OpenedLink {
  readonly collectionId: string
  readonly session: { readonly id: string }
  readonly paymentId: string
}

/** The merchant's acts on orders in Medusa's admin, and the customer with the links that come of it. */
export const actsOn = ({ admin, shop, facts }: Pick<World, "admin" | "shop" | "facts">) => {
  const order = async (id: string, fields = "id,status,total,items.id,*payment_collections") =>
    (await admin<{ order: any }>("GET", `/admin/orders/${id}?fields=${fields}`)).order
  const one = [{ variant_id: facts.variantId, quantity: 1 }]
  const fulfill = async (id: string) => {
    const { items } = await order(id)
    await admin("POST", `/admin/orders/${id}/fulfillments`, { items: [{ id: items[0].id, quantity: 1 }] })
    return items[0].id as string
  }
  return {
    order,
    cancel: (id: string) => admin("POST", `/admin/orders/${id}/cancel`, {}),
    /** Adds one more of the product, and confirms: core voids an authorized payment and asks for the sum anew. */
    edit: async (id: string) => {
      await admin("POST", "/admin/order-edits", { order_id: id })
      await admin("POST", `/admin/order-edits/${id}/items`, { items: one })
      await admin("POST", `/admin/order-edits/${id}/confirm`, {})
    },
    /** Exchanges the product for another one of it. */
    exchange: async (id: string) => {
      const itemId = await fulfill(id)
      const { exchange } = await admin<any>("POST", "/admin/exchanges", { order_id: id })
      await admin("POST", `/admin/exchanges/${exchange.id}/inbound/items`, { items: [{ id: itemId, quantity: 1 }] })
      await admin("POST", `/admin/exchanges/${exchange.id}/outbound/items`, { items: one })
      await admin("POST", `/admin/exchanges/${exchange.id}/request`, {})
    },
    /** Sends the product again because it arrived broken. */
    claim: async (id: string) => {
      const itemId = await fulfill(id)
      const { claim } = await admin<any>("POST", "/admin/claims", { type: "replace", order_id: id })
      await admin("POST", `/admin/claims/${claim.id}/claim-items`, { items: [{ id: itemId, quantity: 1 }] })
      await admin("POST", `/admin/claims/${claim.id}/inbound/items`, { items: [{ id: itemId, quantity: 1 }] })
      await admin("POST", `/admin/claims/${claim.id}/outbound/items`, { items: one })
      await admin("POST", `/admin/claims/${claim.id}/request`, {})
    },
    /** The order's open request for money; there is one. */
    openLink: async (id: string): Promise<ShownCollection> => {
      const { payment_collections } = await order(id)
      const open = (payment_collections as ShownCollection[]).filter(({ status }) => status === "not_paid")
      expect(open).toHaveLength(1)
      return open[0]!
    },
    link: async (order_id: string, amount: number) =>
      (await admin<{ payment_collection: ShownCollection }>("POST", "/admin/payment-collections", { order_id, amount }))
        .payment_collection,
    markAsPaid: (collectionId: string, order_id: string) =>
      admin("POST", `/admin/payment-collections/${collectionId}/mark-as-paid`, { order_id }),
    withdraw: (collectionId: string) => admin("DELETE", `/admin/payment-collections/${collectionId}`),
    /** A draft order over one product, made an order. */
    draft: async (email: string) => {
      const { sales_channels } = await admin<any>(
        "GET",
        `/admin/sales-channels?name=${encodeURIComponent(demoData.salesChannel)}`,
      )
      const { draft_order } = await admin<any>("POST", "/admin/draft-orders", {
        ...{ email, region_id: facts.regionId, sales_channel_id: sales_channels[0].id },
        items: [{ variant_id: facts.variantId, quantity: 1 }],
      })
      await admin("POST", `/admin/draft-orders/${draft_order.id}/convert-to-order`, {})
      return draft_order.id as string
    },
    /** The customer opens a payment link. */
    open: async ({ id }: Pick<ShownCollection, "id">, data: object = {}): Promise<OpenedLink> => {
      const { payment_collection } = await shop.call<any>("POST", `/store/payment-collections/${id}/payment-sessions`, {
        provider_id: SANDBOX,
        data,
      })
      const session = payment_collection.payment_sessions.at(-1)
      return { collectionId: id, session, paymentId: session.data.id }
    },
  }
}

type Change = Parameters<SharedStore["gateway"]["client"]["change"]>

/** Has the gateway report a change, and answers the event once it is in that state. */
export const reporterOf =
  (world: World) =>
  async (state: string, ...[paymentId, verb, request]: Change) => {
    const { event_id } = await world.gateway.client.change(paymentId, verb, request)
    return finishedEvent(world, event_id, state)
  }

export const verbsOf = async ({ gateway }: Pick<World, "gateway">, paymentId: string) =>
  (await gateway.client.moneyCalls(paymentId)).map(({ verb, amount }) => (amount === undefined ? [verb] : [verb, amount]))

/** Every item that names the order or one of these sessions, oldest first. */
export const itemsOf = async ({ db }: Pick<World, "db">, orderId: string, ...sessionIds: string[]): Promise<any[]> =>
  (
    await db.query(
      `SELECT id, kind, state, resolution, amount, detail, data FROM payment_attention
        WHERE order_id = $1 OR payment_session_id = ANY ($2) ORDER BY created_at`,
      [orderId, sessionIds],
    )
  ).rows

/** The facts that the customer is notified of, once every transition of these sessions has been planned. */
export async function mailsAfter({ db }: Pick<World, "db">, { cart }: Pick<ReadyCart, "cart">, ...sessionIds: string[]) {
  await poll("the messages of every transition", async () => {
    const { rows } = await db.query(
      `SELECT move.notified_at FROM payment_transition move JOIN payment_record record ON record.id = move.payment_record_id
        WHERE record.payment_session_id = ANY ($1)`,
      [sessionIds],
    )
    return rows.length > 0 && rows.every(({ notified_at }) => notified_at)
  })
  return [...new Set((await outboxOf({ db }, cart.email!)).map(({ fact }) => fact))]
}

/** The reservations of an order's items. */
export const reservedFor = async ({ db }: Pick<World, "db">, orderId: string): Promise<number> =>
  (
    await db.query(
      `SELECT COALESCE(sum(held.quantity), 0)::float AS quantity FROM reservation_item held
        WHERE held.deleted_at IS NULL AND held.line_item_id IN (SELECT item_id FROM order_item WHERE order_id = $1)`,
      [orderId],
    )
  ).rows[0].quantity

/** All money rows of an order, whatever payment they belong to. */
export async function orderMoneyOf({ db, admin }: Pick<World, "db" | "admin">, orderId: string) {
  const rowsOf = async (sql: string) => (await db.query(sql, [orderId])).rows
  const { order } = await admin<{ order: any }>("GET", `/admin/orders/${orderId}?fields=id,status,payment_status`)
  const OF_ORDER = `payment_id IN (SELECT p.id FROM payment p JOIN order_payment_collection l ON l.payment_collection_id = p.payment_collection_id
                                    WHERE l.order_id = $1 AND l.deleted_at IS NULL) AND deleted_at IS NULL`
  return {
    status: order.status,
    payment_status: order.payment_status,
    captures: (await rowsOf(`SELECT amount::float FROM capture WHERE ${OF_ORDER} ORDER BY created_at`)).map((row) => row.amount),
    refunds: (await rowsOf(`SELECT amount::float FROM refund WHERE ${OF_ORDER} ORDER BY created_at`)).map((row) => row.amount),
    transactions: (
      await rowsOf(
        `SELECT amount::float, reference FROM order_transaction WHERE order_id = $1 AND deleted_at IS NULL ORDER BY created_at`,
      )
    ).map((row) => [row.reference, row.amount]),
  }
}

/** Medusa's rows of a payment that was detached from its order and refunded or voided. */
export const detachedMoneyOf = async ({ db }: Pick<World, "db">, providerPaymentId: string) =>
  (
    await db.query(
      `SELECT p.amount::float, p.canceled_at IS NOT NULL AS canceled,
              (SELECT array_agg(c.amount::float) FROM capture c WHERE c.payment_id = p.id AND c.deleted_at IS NULL) AS captures,
              (SELECT array_agg(r.amount::float) FROM refund r WHERE r.payment_id = p.id AND r.deleted_at IS NULL) AS refunds
         FROM payment p JOIN payment_collection c ON c.id = p.payment_collection_id
        WHERE p.data->>'id' = $1 AND (c.metadata->'payment_notifications'->>'detached')::boolean`,
      [providerPaymentId],
    )
  ).rows

export type { PaidOrder }
