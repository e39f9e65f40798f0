import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, PaymentCollectionStatus } from "@medusajs/framework/utils"
import { larger, toMajor } from "../../services/domain/money"
import { orderSums } from "./order-sums"
import { paymentRows } from "./payment-rows"
import { sumMinor, type StoredAmount } from "./stored-amount"

interface Collection extends StoredAmount {
  readonly id: string
  readonly status: string
  readonly payment_sessions?: readonly unknown[] | null
}

/**
 * When core closes an order edit, it opens a payment collection over all that the order expects then, a refund's credit line that had to
 * wait among it. Once that line is made, the collection is lowered to the rest, as core lowers it with the next edit: the customer must
 * not be asked to pay refunded money again. One that somebody pays already is left to the merchant.
 */
export async function lowerUnpaidCollections(container: MedusaContainer, order_id: string, currency: string): Promise<void> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "id",
      "payment_collections.id",
      "payment_collections.status",
      "payment_collections.amount",
      "payment_collections.raw_amount",
      "payment_collections.payment_sessions.id",
    ],
    filters: { id: order_id },
  })
  const collections = (data[0]?.payment_collections ?? []) as unknown as Array<Collection | null>
  const rest = larger(0n, (await orderSums(container, order_id, currency)).due)
  for (const collection of collections) {
    if (collection?.status !== PaymentCollectionStatus.NOT_PAID || collection.payment_sessions?.length) continue
    if (sumMinor([collection], currency) <= rest) continue
    await paymentRows(container).updatePaymentCollections(collection.id, { amount: toMajor(rest, currency) })
  }
}
