import type { PaymentState } from "./states"

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

export interface CheckSchedule {
  readonly scheduleMinutes: readonly number[]
  readonly giveUpAfterDays: number
  readonly recheckCapturedDays: number
}

/** A payment that has just been compared with its provider. */
export interface CheckedPayment {
  /** When the payment began. */
  readonly startedAt: Date
  /** Its state; undefined while nothing was ever reported of it. */
  readonly state?: PaymentState
  /** When it took that state. */
  readonly movedAt?: Date
  /** Its provider lists changes, so refunds and disputes are found without asking about every payment. */
  readonly listed: boolean
}

/** States after which no money moves any more. */
const OVER: ReadonlySet<PaymentState> = new Set(["canceled", "expired"])

/** When a payment is to be compared with its provider next; undefined: never again. */
export function nextCheckAt(payment: CheckedPayment, now: Date, schedule: CheckSchedule): Date | undefined {
  const { startedAt, state, movedAt, listed } = payment
  if (state && OVER.has(state)) return undefined
  const tomorrow = new Date(now.getTime() + DAY_MS)
  if (state === "captured") {
    const until = (movedAt ?? startedAt).getTime() + schedule.recheckCapturedDays * DAY_MS
    return listed || tomorrow.getTime() > until ? undefined : tomorrow
  }
  const age = now.getTime() - startedAt.getTime()
  const next = schedule.scheduleMinutes.find((minutes) => minutes * MINUTE_MS > age)
  const at = next === undefined ? tomorrow : new Date(startedAt.getTime() + next * MINUTE_MS)
  return at.getTime() > startedAt.getTime() + schedule.giveUpAfterDays * DAY_MS ? undefined : at
}
