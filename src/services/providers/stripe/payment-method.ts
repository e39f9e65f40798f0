import type { PaymentMethodFact } from "../../domain/facts"
import { readObject, readText, readUnits } from "../kit/fields"
import type { JsonObject } from "../kit/read-json"
import { idOf, pickReference, requireId } from "./fields"
import { reader, type Reader, type With } from "./reader"

const pickExpiry = (card: JsonObject) => ({
  brand: readText(card.brand),
  last4: readText(card.last4),
  exp_month: within(card.exp_month, 1, 12),
  exp_year: within(card.exp_year, 1970, 9999),
})

function within(value: unknown, least: number, most: number): number | undefined {
  const number = readUnits(value)
  return number !== undefined && number >= least && number <= most ? number : undefined
}

/** Cards of the older Sources API carry the card's fields themselves, all others below `card`. */
const pickPaymentMethod = (object: JsonObject) => {
  const card = readObject(object.card)
  const customer = idOf(pickReference(object.customer))
  return { id: requireId(object), customer, ...(card ? { card: pickExpiry(card) } : pickExpiry(object)) }
}

interface PaymentMethod extends Partial<ReturnType<typeof pickExpiry>> {
  readonly id: string
  readonly customer: string | undefined
  readonly card?: ReturnType<typeof pickExpiry>
}

const paymentMethod = (state: PaymentMethodFact["state"]): Reader =>
  reader(
    { what: "a payment method", pick: pickPaymentMethod as (object: JsonObject) => PaymentMethod, needs: [] },
    (method: With<PaymentMethod, never>, context) => {
      const { customer } = method
      const { brand, last4, ...expiry } = method.card ?? method
      const expiresOn = lastDay(expiry)
      return {
        subject: "payment_method",
        state,
        providerPaymentMethodId: method.id,
        ...context,
        ...(customer && { providerCustomerId: customer }),
        ...(brand && { brand }),
        ...(last4 && { last4 }),
        ...(expiresOn && { expiresOn }),
      }
    },
  )

/** A card can be used until the last day of its month. */
function lastDay({ exp_month, exp_year }: Pick<PaymentMethod, "exp_month" | "exp_year">): Date | undefined {
  // Day 0 of the next month, months being counted from 0.
  return exp_month && exp_year ? new Date(Date.UTC(exp_year, exp_month, 0)) : undefined
}

export const PAYMENT_METHODS: readonly (readonly [string, Reader])[] = [
  ["customer.source.expiring", paymentMethod("expiring")],
  ["payment_method.updated", paymentMethod("updated")],
  ["payment_method.automatically_updated", paymentMethod("updated")],
]
