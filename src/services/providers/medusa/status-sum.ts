import { exponentOf, sumOf, toMinor, type Amount } from "../../domain/money"
import { readCurrency, readObject, readUnits } from "../kit/fields"
import { amountOf } from "../stripe/amount"
import { isMedusaStripe } from "../stripe/medusa-units"

type Data = Readonly<Record<string, unknown>>

/** A payment provider's answer about one payment. */
export interface StatusAnswer {
  readonly paymentProviderId: string
  readonly state: "authorized" | "captured"
  /** The answer's own data: the provider's payment, in whatever form the payment provider hands it on. */
  readonly data: Data
  /** The currency of the payment session. */
  readonly currency: string
}

/**
 * The sum that a Medusa payment provider reports beside its status. Medusa prescribes no unit for it, so a sum is read only where
 * it can mean one thing: undefined beats a guess, because a person then says the sum.
 *
 * - Medusa's own Stripe providers hand on the payment intent: whole numbers of Stripe's smallest unit.
 * - `{ value: "25.00", currency }` and texts with the currency's very digits (`"25.00"`) are major units: PayPal, Mollie, Braintree.
 * - A whole number is minor or major units: read only where the currency has no minor unit.
 */
export function sumOfStatus({ paymentProviderId, state, data, currency }: StatusAnswer): Amount | undefined {
  if (isMedusaStripe(paymentProviderId)) return ofIntent(state, data)
  const orders = readArray(data.purchase_units)
  if (orders) return ofOrder(state, orders, currency)
  if (state === "authorized") return readSum(data.amount, currency)
  const captured = CAPTURED.find((name) => data[name] !== undefined && data[name] !== null)
  return readSum(captured ? data[captured] : data.amount, currency)
}

/** Fields in which providers keep what was captured, beside an `amount` that was asked for. */
const CAPTURED = ["amount_captured", "amountCaptured", "captured_amount", "capturedAmount", "amount_received"] as const

const ofIntent = (state: StatusAnswer["state"], { amount_received, amount_capturable, currency }: Data): Amount | undefined =>
  amountOf(readUnits(state === "captured" ? amount_received : amount_capturable), readCurrency(currency))

/** The parts of a PayPal order that hold, or held, the money. */
const OF_ORDER = {
  authorized: { list: "authorizations", states: ["CREATED"] },
  captured: { list: "captures", states: ["COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED"] },
} as const

/** PayPal's order: the sum of its captures, or of its authorizations. */
function ofOrder(state: StatusAnswer["state"], units: readonly unknown[], currency: string): Amount | undefined {
  const { list, states } = OF_ORDER[state]
  const parts = units.flatMap((unit) => readArray(readObject(readObject(unit)?.payments)?.[list]) ?? []).map(readObject)
  const standing = parts.filter((part) => (states as readonly unknown[]).includes(part?.status))
  return sumOf(standing.map((part) => readSum(part?.amount, currency)))
}

function readSum(value: unknown, currency: string): Amount | undefined {
  const object = readObject(value)
  if (!object) return ofNumber(value, currency)
  const own = readCurrency(object.currency_code) ?? readCurrency(object.currency)
  return own && typeof object.value === "string" ? ofText(object.value, own) : undefined
}

function ofNumber(value: unknown, currency: string): Amount | undefined {
  if (typeof value === "string") return ofText(value, currency)
  const units = exponentOf(currency) === 0 ? readUnits(value) : undefined
  return units === undefined ? undefined : { minor: BigInt(units), currency: currency.toUpperCase() }
}

/** Text with fewer or more digits than the currency has may be minor units, or another currency's. */
function ofText(text: string, currency: string): Amount | undefined {
  const digits = exponentOf(currency)
  const form = new RegExp(digits ? `^\\d{1,15}\\.\\d{${digits}}$` : "^\\d{1,15}$")
  return form.test(text) ? { minor: toMinor(text, currency), currency: currency.toUpperCase() } : undefined
}

const readArray = (value: unknown): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined)
