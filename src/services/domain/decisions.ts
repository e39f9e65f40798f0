import { isMoneyFact } from "./facts"

/** What a person may decide about something that needs attention. */
export type Decision = "accept" | "refund" | "dismiss"

/** Who decides where the options do. */
export const POLICY = "policy"

const QUARANTINED_MONEY: readonly Decision[] = ["accept", "refund", "dismiss"]

/** What may be decided about each kind; of what is not listed, a person can only take note. */
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

/** Where the event that an item is about stands. */
export interface DecidedEvent {
  readonly state: string
  readonly fact: string | null
}

/** What may be decided about an item now: applying and giving back need an event that is held, giving back one that tells of money. */
export function decisionsOn(kind: string, event: DecidedEvent | null): readonly Decision[] {
  const isQuarantined = event?.state === "quarantined" || event?.state === "dead"
  return (DECISIONS[kind] ?? ["dismiss"]).filter(
    (decision) => decision === "dismiss" || (isQuarantined && (decision === "accept" || isMoneyFact(event.fact))),
  )
}
