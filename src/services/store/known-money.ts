import type { KnownMoney } from "../domain/unknown-session"

/** One report or attention item about money that no order could take yet. */
interface MoneyRow {
  readonly open: boolean
  readonly fact: string
  readonly occurred_at: Date | null
  readonly amount: string | null
  readonly currency: string | null
}

/** All that is reported of one payment's money; undefined: nothing. */
export function readKnownMoney(rows: readonly MoneyRow[]): KnownMoney | undefined {
  if (!rows.length) return undefined
  const captured = rows.filter(({ fact }) => fact === "payment.captured")
  const times = captured.flatMap(({ occurred_at: at }) => (at ? [at.getTime()] : []))
  const sum = rows.find(({ amount, currency }) => amount !== null && currency !== null)
  return {
    isOpen: rows.some(({ open }) => open),
    isCaptured: captured.length > 0,
    capturedAt: times.length ? new Date(Math.max(...times)) : null,
    ...(sum && { amount: { minor: BigInt(sum.amount!), currency: sum.currency!.toUpperCase() } }),
  }
}
