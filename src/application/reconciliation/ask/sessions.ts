import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { PaymentReference } from "../../../services/providers/provider"

/** A payment session, with the fields by which its provider is asked. */
export interface AskedSession {
  readonly id: string
  readonly provider_id: string
  readonly currency_code: string
  /** The payment provider's data about the payment. */
  readonly data: Record<string, unknown>
  readonly created_at: string | Date
}

const FIELDS = ["id", "provider_id", "currency_code", "data", "created_at"]

/** Sessions of some payment providers that began in a span of time, oldest first. */
export async function listSessions(
  container: MedusaContainer,
  { since, until }: { readonly since: Date; readonly until: Date },
  { take, skip }: { readonly take: number; readonly skip: number },
): Promise<AskedSession[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment_session",
    fields: FIELDS,
    filters: { created_at: { $gte: since, $lt: until } },
    pagination: { take, skip, order: { created_at: "ASC", id: "ASC" } },
  })
  return data as unknown as AskedSession[]
}

/** The session, or undefined when its cart has dropped it. */
export async function findAskedSession(container: MedusaContainer, id: string): Promise<AskedSession | undefined> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "payment_session", fields: FIELDS, filters: { id } })
  return data[0] as unknown as AskedSession | undefined
}

/** Payment providers of Medusa's keep the provider's own id of the payment as `id`; adapters check its form before they use it. */
export function referenceOf(session: AskedSession, knownPaymentId?: string | null): PaymentReference {
  const own = typeof session.data?.id === "string" ? session.data.id : undefined
  const providerPaymentId = knownPaymentId ?? own
  return { sessionId: session.id, createdAt: new Date(session.created_at), ...(providerPaymentId && { providerPaymentId }) }
}
