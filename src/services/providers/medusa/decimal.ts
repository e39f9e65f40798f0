const DECIMAL = /^-?\d{1,30}(?:\.\d{1,30})?$/

/**
 * An amount in major units as a decimal string: payment providers answer numbers, text, or one of Medusa's big numbers. Undefined
 * for any other value: money without a readable amount is quarantined, never guessed.
 */
export function decimalOf(amount: unknown): string | undefined {
  return candidates(amount)
    .filter((value) => ["string", "number", "bigint"].includes(typeof value))
    .map((value) => String(value).trim())
    .find((text) => DECIMAL.test(text))
}

/** The exact text first; `numeric` and `valueOf()` may have gone through a float. */
function candidates(amount: unknown): unknown[] {
  if (typeof amount !== "object" || amount === null) return [amount]
  const { raw, value, numeric } = amount as { raw?: { value?: unknown } | null; value?: unknown; numeric?: unknown }
  const primitive: unknown = typeof amount.valueOf === "function" ? amount.valueOf() : undefined
  return [raw?.value, value, numeric, primitive]
}
