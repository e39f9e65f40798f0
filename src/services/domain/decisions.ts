import { isMoneyFact } from "./facts"

/** The decisions that a person may take on an attention item. */
export type Decision = "accept" | "refund" | "dismiss"

/** The actor of a decision that the options take. */
export const POLICY = "policy"

const QUARANTINED_MONEY: readonly Decision[] = ["accept", "refund", "dismiss"]

/** The decisions on each kind of item. An item of any other kind can only be dismissed. */
const DECISIONS: Readonly<Record<string, readonly Decision[]>> = {
  mismatch: QUARANTINED_MONEY,
  orphan_payment: QUARANTINED_MONEY,
  double_payment: QUARANTINED_MONEY,
  late_payment: QUARANTINED_MONEY,
  risk: QUARANTINED_MONEY,
  dead_event: QUARANTINED_MONEY,
  // The money is gone already.
  capture_reversed: ["accept", "dismiss"],
}

/** The state and the fact of the event that an item is about. */
export interface DecidedEvent {
  readonly state: string
  readonly fact: string | null
}

/** The decisions that an item allows now. Accepting and refunding need a quarantined or dead event; refunding also needs a money fact. */
export function decisionsOn(kind: string, event: DecidedEvent | null): readonly Decision[] {
  const isQuarantined = event?.state === "quarantined" || event?.state === "dead"
  return (DECISIONS[kind] ?? ["dismiss"]).filter(
    (decision) => decision === "dismiss" || (isQuarantined && (decision === "accept" || isMoneyFact(event.fact))),
  )
}
