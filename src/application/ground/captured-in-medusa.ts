import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { detachedSessionId } from "../../medusa/rows/detached"
import { sumMinor, type StoredAmount } from "../../medusa/rows/stored-amount"
import type { PaymentAttention } from "../../services/store/entities"

interface PaymentRow {
  readonly currency_code: string
  readonly captures?: ReadonlyArray<StoredAmount | null> | null
}

/** The sum that Medusa has recorded as captured by a payment session, in integer minor units; zero where it has no payment. */
export async function capturedInMedusa(container: MedusaContainer, sessionId: string | null): Promise<bigint> {
  if (!sessionId) return 0n
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: ["id", "currency_code", "captures.amount", "captures.raw_amount"],
    filters: { payment_session_id: sessionId },
  })
  const payment = data[0] as unknown as PaymentRow | undefined
  const captures = (payment?.captures ?? []).filter((row) => row !== null)
  return payment && captures.length ? sumMinor(captures, payment.currency_code) : 0n
}

/** The session into which an item's money was detached to be refunded, where Medusa has recorded it as captured there. */
export async function findDetachedCapture(
  container: MedusaContainer,
  { payment_session_id, provider_payment_id }: Pick<PaymentAttention, "payment_session_id" | "provider_payment_id">,
): Promise<string | undefined> {
  if (!payment_session_id) return undefined
  const sessionId = detachedSessionId(payment_session_id, provider_payment_id)
  return (await capturedInMedusa(container, sessionId)) > 0n ? sessionId : undefined
}
