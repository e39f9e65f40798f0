import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { sumMinor, type StoredAmount } from "../../medusa/rows/stored-amount"
import { paymentNotificationService } from "../ground/module"
import { raiseKept } from "./raise/raise-kept"

type Rows<T> = ReadonlyArray<T | null> | null | undefined

interface PaymentRow {
  readonly payment_session_id?: string | null
  readonly currency_code: string
  readonly captures?: Rows<StoredAmount>
  readonly refunds?: Rows<StoredAmount>
}

interface OrderRow {
  readonly payment_collections?: Rows<{ readonly payments?: Rows<PaymentRow> }>
}

const FIELDS = [
  "payment_session_id",
  "currency_code",
  ...["captures", "refunds"].flatMap((rows) => [`${rows}.amount`, `${rows}.raw_amount`]),
].map((field) => `payment_collections.payments.${field}`)

const present = <T>(rows: Rows<T>): T[] => (rows ?? []).filter((row) => row !== null)

/**
 * Puts the money before a person that a canceled order still holds: its capture was recorded after the cancellation had read the
 * order's payments, or a store's own flow has kept it. Of payments without a record, no provider has reported anything to us.
 */
export async function flagKeptMoney(container: MedusaContainer, orderId: string): Promise<void> {
  const { payments } = paymentNotificationService(container)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "order", fields: ["id", ...FIELDS], filters: { id: orderId } })
  const collections = present((data[0] as OrderRow | undefined)?.payment_collections)
  for (const payment of collections.flatMap((collection) => present(collection.payments))) {
    const amount = keptOf(payment)
    const record = amount > 0n && payment.payment_session_id ? await payments.findBySession(payment.payment_session_id) : null
    if (!record) continue
    await raiseKept(container, {
      ...{ account: record.account, sessionId: record.payment_session_id, providerPaymentId: record.provider_payment_id },
      ...{ cartId: record.cart_id, orderId, amount, currency: record.currency_code },
    })
  }
}

function keptOf({ captures, refunds, currency_code: currency }: PaymentRow): bigint {
  const sum = (rows: Rows<StoredAmount>): bigint => (present(rows).length ? sumMinor(present(rows), currency) : 0n)
  return sum(captures) - sum(refunds)
}
