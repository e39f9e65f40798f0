import { readCurrency, readObject, readText } from "../kit/fields"
import type { JsonObject } from "../kit/read-json"
import { amountOf } from "./amount"
import { idOf, pickReference, requireId, requireKind } from "./fields"
import { reader, type Reader } from "./reader"

const pickBalance = (object: JsonObject) => ({
  object: requireKind(object, "cash_balance"),
  customer: readText(object.customer),
  available: pickAvailable(object.available),
})

/** The unassigned money by currency. */
function pickAvailable(available: unknown): Readonly<Record<string, number>> {
  const entries = Object.entries(readObject(available) ?? {}).filter(
    ([code, units]) => readCurrency(code) && Number.isSafeInteger(units) && (units as number) > 0,
  )
  return Object.fromEntries(entries) as Record<string, number>
}

/** A bank transfer has come that fits no payment: too much, too little, or without its reference. Only a person can assign it. */
const fundsAvailable = reader({ what: "a cash balance", pick: pickBalance, needs: [] }, ({ customer, available }) => {
  const [[currency, units] = [], ...others] = Object.entries(available)
  const amount = others.length ? undefined : amountOf(units, currency)
  const detail = `a bank transfer of the customer ${customer ?? "(not named)"} belongs to no payment; assign or return it at Stripe`
  return { unclear: { detail, ...(amount && { amount }) } }
})

const pickMovement = (object: JsonObject) => ({
  id: requireId(object),
  object: requireKind(object, "customer_cash_balance_transaction"),
  type: readText(object.type),
  currency: readCurrency(object.currency),
  net_amount: Number.isSafeInteger(object.net_amount) ? (object.net_amount as number) : undefined,
  unapplied_from_payment: pickPayment(object.unapplied_from_payment),
})

const pickPayment = (movement: unknown) => ({ payment_intent: idOf(pickReference(readObject(movement)?.payment_intent)) })

/** Movements that other events report, or that move money between the merchant's own balances. */
const SILENT: ReadonlySet<string | undefined> = new Set([
  "adjusted_for_overdraft",
  "applied_to_payment",
  "funded",
  "refunded_from_payment",
  "return_canceled",
  "return_initiated",
  "transferred_to_balance",
])

const movement = reader({ what: "a movement of a cash balance", pick: pickMovement, needs: [] }, (movement) => {
  const { id, type, net_amount, currency, unapplied_from_payment } = movement
  if (SILENT.has(type))
    return `"${type}" of a customer's cash balance is told by the events of its payment or refund, or by its balance`
  const amount = net_amount === undefined ? undefined : amountOf(Math.abs(net_amount), currency)
  const providerPaymentId = unapplied_from_payment.payment_intent
  const detail = `the movement ${id} of a customer's cash balance is "${type ?? ""}": money of a bank transfer went back, or may have`
  return { unclear: { detail, ...(providerPaymentId && { providerPaymentId }), ...(amount && { amount }) } }
})

export const CASH_BALANCES: readonly (readonly [string, Reader])[] = [
  ["cash_balance.funds_available", fundsAvailable],
  ["customer_cash_balance_transaction.created", movement],
]
