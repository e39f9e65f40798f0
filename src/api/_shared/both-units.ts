import { toMajor } from "../../services/domain/money"

/** The columns that hold integer minor units as text. */
export const SUMS = [
  "amount",
  "authorized_amount",
  "captured_amount",
  "refunded_amount",
  "lost_amount",
  "reported_captured_total",
  "reported_refunded_total",
  "payer_fee",
] as const

const MONEY: ReadonlySet<string> = new Set(SUMS)
const MINOR = /^-?\d+$/

/** The providers' and the messages' own words: nothing is added to them. */
export const OPAQUE: ReadonlySet<string> = new Set(["payload", "data", "headers", "metadata"])

type Row = Record<string, unknown>

/**
 * An answer with each sum in both units, under names that say which: `amount_major` as Medusa writes money (24.95), and
 * `amount_minor` as integer text ("2495"), beside an `amount` in minor units. The currency is the row's own `currency_code`, or
 * that of the row it belongs to; without one, `amount_major` is null.
 */
export const inBothUnits = (answer: unknown): unknown => convert(answer, undefined)

function convert(value: unknown, outer: string | undefined): unknown {
  if (Array.isArray(value)) return value.map((one) => convert(one, outer))
  if (!isRow(value)) return value
  const currency = typeof value.currency_code === "string" ? value.currency_code : outer
  const shown: Row = {}
  for (const [name, field] of Object.entries(value)) {
    shown[name] = OPAQUE.has(name) ? field : convert(field, currency)
    if (MONEY.has(name) && isMinor(field)) Object.assign(shown, unitsOf(name, field, currency))
  }
  return shown
}

/** The two explicit fields of a sum in integer minor units. */
const unitsOf = (name: string, minor: string | null, currency: string | undefined): Row => ({
  [`${name}_major`]: minor === null || !currency ? null : Number(toMajor(BigInt(minor), currency)),
  [`${name}_minor`]: minor,
})

const isMinor = (value: unknown): value is string | null => value === null || (typeof value === "string" && MINOR.test(value))

/** Plain objects and rows; dates and the like are values. */
function isRow(value: unknown): value is Row {
  if (typeof value !== "object" || value === null) return false
  return !(value instanceof Date) && typeof (value as { toJSON?: unknown }).toJSON !== "function"
}
