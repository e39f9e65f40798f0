import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { sumMinor, type StoredAmount } from "../../medusa/rows/stored-amount"

interface SessionRow {
  readonly currency_code: string
  readonly payment?: { readonly captures?: ReadonlyArray<StoredAmount | null> | null } | null
}

/** The sum that Medusa has recorded as captured by a payment session, in integer minor units; zero where the session is gone. */
export async function capturedInMedusa(container: MedusaContainer, sessionId: string | null): Promise<bigint> {
  if (!sessionId) return 0n
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment_session",
    fields: ["id", "currency_code", "payment.captures.amount", "payment.captures.raw_amount"],
    filters: { id: sessionId },
  })
  const session = data[0] as unknown as SessionRow | undefined
  const captures = (session?.payment?.captures ?? []).filter((row) => row !== null)
  return session && captures.length ? sumMinor(captures, session.currency_code) : 0n
}
