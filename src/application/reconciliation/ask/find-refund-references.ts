import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/**
 * The numbers by which the provider may know the refunds that Medusa started. Medusa hands each refund's id to the payment
 * provider as the idempotency key, which is the number that a payment provider has for a refund. A number that the provider does
 * not know costs a call.
 */
export async function findRefundReferences(
  container: MedusaContainer,
  sessionId: string | undefined,
): Promise<readonly string[]> {
  if (!sessionId) return []
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment_session",
    fields: ["payment.refunds.id"],
    filters: { id: sessionId },
  })
  const sessions = data as unknown as readonly {
    readonly payment?: { readonly refunds?: readonly { readonly id: string }[] } | null
  }[]
  return sessions.flatMap(({ payment }) => (payment?.refunds ?? []).map(({ id }) => id))
}
