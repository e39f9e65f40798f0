import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { toMajor } from "../../../services/domain/money"
import type { KnownPayment } from "../../../services/store/payment-repository"
import { sumMinor, type StoredAmount } from "../../../medusa/rows/stored-amount"
import { paymentNotificationService } from "../../ground/module"

interface PaymentRow {
  readonly captures?: ReadonlyArray<(StoredAmount & { readonly created_at: Date | string }) | null> | null
}

/**
 * The difference between an authorized payment and Medusa's captures of it. Medusa writes a capture down before it asks the provider for
 * it: a process that dies in between leaves an order that counts as paid, of which nobody has taken the money, and Medusa refuses every
 * further capture. A capture that has just begun may still be on its way.
 */
export async function capturedOnlyHere(container: MedusaContainer, known: KnownPayment | undefined): Promise<string[]> {
  if (known?.record.state !== "authorized" || !known.record.payment_session_id) return []
  const service = paymentNotificationService(container)
  const [firstAge = 0] = service.options.reconciliation.scheduleMinutes
  const quietSince = service.now().getTime() - firstAge * 60_000
  const { currency_code: currency, captured_amount, payment_session_id } = known.record
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: ["captures.amount", "captures.raw_amount", "captures.created_at"],
    filters: { payment_session_id },
  })
  const captures = ((data as unknown as PaymentRow[])[0]?.captures ?? []).filter((row) => row !== null)
  const settled = captures.filter(({ created_at }) => new Date(created_at).getTime() < quietSince)
  const recorded = settled.length ? sumMinor(settled, currency) : 0n
  const captured = BigInt(captured_amount)
  if (recorded <= captured) return []
  const [here, there] = [recorded, captured].map((sum) => `${toMajor(sum, currency)} ${currency.toUpperCase()}`)
  return [`the order counts ${here} as captured, the provider has captured ${there}: capture it at the provider`]
}
