import { z } from "@medusajs/framework/zod"
import type { PaymentMethodFact } from "../../domain/facts"
import { storableText } from "../kit/storable-text"
import { expandable, idOf } from "./event"
import { reader, type Reader } from "./reader"

const card = {
  brand: storableText.nullish().catch(undefined),
  last4: storableText.nullish().catch(undefined),
  exp_month: z.int().min(1).max(12).nullish(),
  exp_year: z.int().min(1970).max(9999).nullish(),
}

const method = z.object({
  id: storableText,
  // Cards of the older Sources API carry the card's fields themselves, all others below `card`.
  object: z.enum(["payment_method", "source", "card"]),
  customer: expandable,
  card: z.object(card).nullish(),
  ...card,
})

const paymentMethod = (state: PaymentMethodFact["state"]): Reader =>
  reader<z.output<typeof method>>("a payment method", method, (method, context) => {
    const customer = idOf(method.customer)
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
  })

/** A card can be used until the last day of its month. */
function lastDay({ exp_month, exp_year }: { exp_month?: number | null; exp_year?: number | null }): Date | undefined {
  // Day 0 of the next month, months being counted from 0.
  return exp_month && exp_year ? new Date(Date.UTC(exp_year, exp_month, 0)) : undefined
}

export const PAYMENT_METHODS: readonly (readonly [string, Reader])[] = [
  ["customer.source.expiring", paymentMethod("expiring")],
  ["payment_method.updated", paymentMethod("updated")],
  ["payment_method.automatically_updated", paymentMethod("updated")],
]
