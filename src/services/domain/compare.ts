import type { Fact, Mode, PaymentFact } from "./facts"
import { namesPaymentProvider } from "./payment-provider-pattern"
import { roundToMinor, toMajor, type Amount } from "./money"

/** The amount, currency and payment provider that the store's own records expect of a payment. */
export interface ExpectedPayment {
  /** The Medusa payment provider of the session (`pp_…`). */
  readonly paymentProviderId: string
  /** Integer minor units of `currency`. */
  readonly amount: bigint
  /** ISO 4217, any case. */
  readonly currency: string
  /** The amount of the payment collection and the present total of the cart, where the cart is not an order yet. */
  readonly cart?: { readonly collectionAmount: bigint; readonly total: bigint }
}

/** The mode and the payment providers (patterns of their ids; none: any) of the payments that an account may complete. */
export interface AccountScope {
  readonly mode?: Mode
  readonly paymentProviders: readonly string[]
}

/** Every difference between the report and the expected payment, as sentences for a person; empty when they agree. */
export function differences(fact: PaymentFact, expected: ExpectedPayment, scope: AccountScope, captured?: Captured): string[] {
  const found = scopeDifferences(fact, expected, scope)
  if (found.some((sentence) => sentence.startsWith("expected currency"))) return found
  if (fact.state === "authorized") found.push(...amountDifferences(fact.amount, expected))
  if (fact.state === "captured")
    found.push(...(captured ? captureDifferences(captured, expected) : amountDifferences(fact.amount, expected)))
  return found
}

/** The differences that any fact about a payment can have: merchant, mode, payment provider and currency. */
export function scopeDifferences(fact: Fact, expected: ExpectedPayment, scope: AccountScope): string[] {
  const found = accountDifferences(fact, scope)
  if (scope.paymentProviders.length && !namesPaymentProvider(scope.paymentProviders, expected.paymentProviderId)) {
    found.push(`the session belongs to ${expected.paymentProviderId}, the account takes ${scope.paymentProviders.join(", ")}`)
  }
  if (fact.amount && "currency" in fact.amount && fact.amount.currency.toUpperCase() !== expected.currency.toUpperCase()) {
    found.push(`expected currency ${expected.currency.toUpperCase()}, reported ${fact.amount.currency.toUpperCase()}`)
  }
  return found
}

/** The differences from the account itself, whatever the payment: its merchant and its mode. */
export function accountDifferences(fact: Fact, { mode }: Pick<AccountScope, "mode">): string[] {
  const found: string[] = [...(fact.contradictions ?? [])]
  if (mode && fact.mode && fact.mode !== mode) {
    found.push(`the account takes ${mode} payments, the provider reports a ${fact.mode} one`)
  }
  return found
}

function amountDifferences(reported: Amount | undefined, expected: ExpectedPayment): string[] {
  const { amount, currency } = expected
  const show = shown(currency)
  if (!reported) return [`expected ${show(amount)}, no amount was reported`]
  const minor = minorOf(reported, currency)
  if (minor === undefined) return [`expected ${show(amount)}, the reported amount cannot be read`]
  return [...(minor === amount ? [] : [`expected ${show(amount)}, reported ${show(minor)}`]), ...cartDifferences(expected)]
}

/** A capture in parts: `total` is all of it. Less than the expected amount is right only of a payment that was authorized in full. */
export interface Captured {
  readonly total: bigint
  readonly authorizedInFull: boolean
}

function captureDifferences({ total, authorizedInFull }: Captured, expected: ExpectedPayment): string[] {
  const { amount, currency } = expected
  const show = shown(currency)
  const wrong = total > amount || (total < amount && !authorizedInFull)
  return [...(wrong ? [`expected ${show(amount)}, reported ${show(total)}`] : []), ...cartDifferences(expected)]
}

function cartDifferences({ currency, cart }: ExpectedPayment): string[] {
  if (!cart || cart.collectionAmount === cart.total) return []
  const show = shown(currency)
  return [`the payment was asked for at ${show(cart.collectionAmount)}, the cart costs ${show(cart.total)} now`]
}

const shown = (currency: string) => (minor: bigint) => `${toMajor(minor, currency)} ${currency.toUpperCase()}`

/** A reported amount in integer minor units; undefined when it is no number. */
export function minorOf(amount: Amount, currency: string): bigint | undefined {
  if ("minor" in amount) return amount.minor
  try {
    return roundToMinor(amount.major, currency)
  } catch {
    return undefined
  }
}
