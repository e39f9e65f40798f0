import type { Mode, PaymentFact } from "./facts"
import { roundToMinor, toMajor, type Amount } from "./money"
import type { PaymentState } from "./states"

/** What the store expects of a payment, from its own records. */
export interface ExpectedPayment {
  /** The Medusa payment provider of the session (`pp_…`). */
  readonly paymentProviderId: string
  /** Integer minor units of `currency`. */
  readonly amount: bigint
  /** ISO 4217, any case. */
  readonly currency: string
  /** What the payment collection asks for and what the cart costs now, where the cart is not an order yet. */
  readonly cart?: { readonly collectionAmount: bigint; readonly total: bigint }
}

/** What an account may settle. */
export interface SettlementScope {
  readonly mode?: Mode
  readonly paymentProviders: readonly string[]
}

/** States that say money is there: the only ones for which the amount must be known and equal. */
const MONEY: ReadonlySet<PaymentState> = new Set(["authorized", "captured"])

/** Every difference between what is reported and what is expected, as sentences for a person; empty when they agree. */
export function differences(fact: PaymentFact, expected: ExpectedPayment, scope: SettlementScope): string[] {
  const found: string[] = [...(fact.contradictions ?? [])]
  if (scope.mode && fact.mode && fact.mode !== scope.mode) {
    found.push(`the account settles ${scope.mode} payments, the provider reports a ${fact.mode} one`)
  }
  if (scope.paymentProviders.length && !scope.paymentProviders.includes(expected.paymentProviderId)) {
    found.push(`the session belongs to ${expected.paymentProviderId}, the account settles ${scope.paymentProviders.join(", ")}`)
  }
  if (fact.amount && "currency" in fact.amount && fact.amount.currency.toUpperCase() !== expected.currency.toUpperCase()) {
    found.push(`expected currency ${expected.currency.toUpperCase()}, reported ${fact.amount.currency.toUpperCase()}`)
    return found
  }
  if (MONEY.has(fact.state)) found.push(...amountDifferences(fact.amount, expected))
  return found
}

function amountDifferences(reported: Amount | undefined, { amount, currency, cart }: ExpectedPayment): string[] {
  const show = (minor: bigint) => `${toMajor(minor, currency)} ${currency.toUpperCase()}`
  if (!reported) return [`expected ${show(amount)}, no amount was reported`]
  const minor = minorOf(reported, currency)
  if (minor === undefined) return [`expected ${show(amount)}, the reported amount cannot be read`]
  const found = minor === amount ? [] : [`expected ${show(amount)}, reported ${show(minor)}`]
  if (cart && cart.collectionAmount !== cart.total) {
    found.push(`the payment was asked for at ${show(cart.collectionAmount)}, the cart costs ${show(cart.total)} now`)
  }
  return found
}

/** A reported amount in integer minor units; undefined when it is no number. */
export function minorOf(amount: Amount, currency: string): bigint | undefined {
  if ("minor" in amount) return amount.minor
  try {
    return roundToMinor(amount.major, currency)
  } catch {
    return undefined
  }
}
