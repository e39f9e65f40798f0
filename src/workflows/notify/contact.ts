import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { PaymentRecord } from "../../services/store/entities"

export interface Contact {
  readonly email: string
  readonly locale: string | null
  readonly customerId: string | null
}

/** Who pays: read from the order, or from the cart where there is none; undefined when no address is known. */
export async function findContact(
  container: MedusaContainer,
  { order_id, cart_id }: PaymentRecord,
): Promise<Contact | undefined> {
  const id = order_id ?? cart_id
  if (!id) return undefined
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: order_id ? "order" : "cart",
    fields: ["id", "email", "locale", "customer_id"],
    filters: { id },
  })
  const [found] = data as Array<{ email?: string | null; locale?: string | null; customer_id?: string | null }>
  if (!found?.email) return undefined
  return { email: found.email, locale: found.locale ?? null, customerId: found.customer_id ?? null }
}
