import { ContainerRegistrationKeys, OrderStatus } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export interface UnpaidOrder {
  /** The reason why the order is kept; null when it may be canceled. */
  readonly refusal: string | null
  readonly item_ids: string[]
  readonly collection_ids: string[]
}

/** Checks whether an order may be canceled without anybody losing money or goods. */
export const checkUnpaidOrderStep = createStep(
  "payment-notification-check-unpaid-order",
  async ({ order_id }: { readonly order_id: string }, { container }) => {
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "order",
      fields: [
        "id",
        "status",
        "items.id",
        "fulfillments.canceled_at",
        "payment_collections.id",
        "payment_collections.payments.canceled_at",
        "payment_collections.payments.captures.id",
      ],
      filters: { id: order_id },
    })
    const order = data[0] as Order | undefined
    return new StepResponse<UnpaidOrder>({
      refusal: refusalOf(order),
      item_ids: (order?.items ?? []).map(({ id }) => id),
      collection_ids: (order?.payment_collections ?? []).map(({ id }) => id),
    })
  },
)

interface Order {
  readonly status: string
  readonly items?: ReadonlyArray<{ readonly id: string }>
  readonly fulfillments?: ReadonlyArray<Cancelable>
  readonly payment_collections?: ReadonlyArray<{
    readonly id: string
    readonly payments?: ReadonlyArray<Cancelable & { readonly captures?: readonly unknown[] }>
  }>
}

interface Cancelable {
  readonly canceled_at?: string | Date | null
}

function refusalOf(order: Order | undefined): string | null {
  if (!order) return "there is no such order"
  if (order.status !== OrderStatus.PENDING && order.status !== OrderStatus.REQUIRES_ACTION) return `the order is ${order.status}`
  const payments = (order.payment_collections ?? []).flatMap(({ payments }) => payments ?? [])
  if (payments.some(({ captures }) => captures?.length)) return "money was captured"
  if (payments.some(({ canceled_at }) => !canceled_at)) return "a payment is still authorized"
  if ((order.fulfillments ?? []).some(({ canceled_at }) => !canceled_at)) return "goods are being fulfilled"
  return null
}
