import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { PaymentRecord } from "../../services/store/entities"

export interface Contact {
  readonly email: string
  readonly locale: string | null
  readonly customerId: string | null
  /** The order's number as the customer sees it; null while there is no order. */
  readonly orderDisplayId: number | null
}

/** Who pays: read from the order, or from the cart where there is none; undefined when no address is known. */
export async function findContact(
  container: MedusaContainer,
  { order_id, cart_id }: Pick<PaymentRecord, "order_id" | "cart_id">,
): Promise<Contact | undefined> {
  const id = order_id ?? cart_id
  if (!id) return undefined
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: order_id ? "order" : "cart",
    fields: ["id", "email", "locale", "customer_id", ...(order_id ? ["display_id"] : [])],
    filters: { id },
  })
  const found = data[0] as
    (Partial<Record<"email" | "locale" | "customer_id", string | null>> & { display_id?: number }) | undefined
  if (!found?.email) return undefined
  return {
    email: found.email,
    locale: found.locale ?? null,
    customerId: found.customer_id ?? null,
    orderDisplayId: found.display_id ?? null,
  }
}
