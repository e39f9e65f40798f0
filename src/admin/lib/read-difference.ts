import type { WordKey } from "./use-words"

/** A sum in major units, as its sentence has it. */
export interface NamedSum {
  readonly major: number
  readonly currency: string
}

/** The meaning of a sentence about a difference: the text that says it in every language, with its values. */
export interface Difference {
  readonly key: WordKey & `findings.differences.${string}`
  readonly values: Readonly<Record<string, string | NamedSum>>
}

const SUM = String.raw`(-?\d+(?:\.\d+)?) ([A-Z]{3})`

const sum = (major: string | undefined, currency: string | undefined): NamedSum => ({
  major: Number(major),
  currency: currency ?? "",
})

type Read = readonly [sentence: RegExp, key: Difference["key"], values: (found: readonly string[]) => Difference["values"]]

/** The sentences of `differences` in services/domain/compare: an item keeps them, and is known again by them. */
const SENTENCES: readonly Read[] = [
  [
    new RegExp(`^expected ${SUM}, reported ${SUM}$`),
    "findings.differences.amount",
    ([a, b, c, d]) => ({ expected: sum(a, b), reported: sum(c, d) }),
  ],
  [
    new RegExp(`^expected ${SUM}, no amount was reported$`),
    "findings.differences.noAmount",
    ([a, b]) => ({ expected: sum(a, b) }),
  ],
  [
    new RegExp(`^expected ${SUM}, the reported amount cannot be read$`),
    "findings.differences.unreadable",
    ([a, b]) => ({ expected: sum(a, b) }),
  ],
  [
    /^expected currency ([A-Z]{3}), reported ([A-Z]{3})$/,
    "findings.differences.currency",
    ([expected = "", reported = ""]) => ({ expected, reported }),
  ],
  [
    new RegExp(`^the payment was asked for at ${SUM}, the cart costs ${SUM} now$`),
    "findings.differences.cart",
    ([a, b, c, d]) => ({ asked: sum(a, b), costs: sum(c, d) }),
  ],
  [
    /^the account takes (live|test) payments, the provider reports a (live|test) one$/,
    "findings.differences.mode",
    ([takes = "", reports = ""]) => ({ takes, reports }),
  ],
  [
    /^the session belongs to (\S+), the account takes (.+)$/,
    "findings.differences.paymentProvider",
    ([belongs = "", takes = ""]) => ({ belongs, takes }),
  ],
]

/** Reads a sentence about a difference from the order; undefined of a provider's own words. */
export function readDifference(sentence: string): Difference | undefined {
  for (const [pattern, key, values] of SENTENCES) {
    const found = pattern.exec(sentence)
    if (found) return { key, values: values(found.slice(1)) }
  }
  return undefined
}
