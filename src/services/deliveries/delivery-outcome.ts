import { DeliveryRejectedError } from "../domain/delivery-rejected-error"
import { describeError } from "../domain/describe-error"
import { CRASHED, crashed } from "../queue/crashed"
import type { AttemptedDelivery, ClaimedDelivery } from "../store/delivery-repository"
import type { OrderSnapshot } from "../store/order-snapshot-repository"
import type { Composed } from "./compose"
import type { Confirmation } from "./kind"
import { pauseAfter } from "./retry-schedule"

/** The reasons of dead deliveries, beside an error's own code. */
const EXHAUSTED = "exhausted"
const REFUSED = "refused"
const GONE = "gone"
const ORDER_BUSY = "order_busy"

/** An attempt that has ended, after so many seconds. */
export type Ended = { readonly tookSeconds: number } & ({ readonly confirmed: Confirmation } | { readonly error: unknown })

/**
 * The outcome of an attempt for its delivery: it arrived, is tried again later, or is dead. `isHurried`: the receiver expects the first
 * repeat within five seconds.
 */
export function outcomeOf(delivery: ClaimedDelivery, ended: Ended, { isHurried = false } = {}): AttemptedDelivery {
  const { tookSeconds } = ended
  if ("confirmed" in ended) {
    const { status = null, answer = null } = ended.confirmed
    return { ...about(delivery), state: "delivered", status, answer, tookSeconds }
  }
  const { error } = ended
  const { code, message } = describeError(error)
  const rejected = error instanceof DeliveryRejectedError ? error : undefined
  const said = { lastError: message, status: rejected?.answerStatus ?? null, answer: rejected?.answer ?? null, tookSeconds }
  if (rejected?.rejection === "gone") return { ...about(delivery), ...said, state: "dead", reason: GONE, isGone: true }
  // The receiver is there, and this one message is what it does not take.
  if (rejected?.rejection === "final") return { ...about(delivery), ...said, state: "dead", reason: REFUSED }
  const pause = pauseAfter(delivery.attempts - delivery.replayed_after, rejected?.retryAfterSeconds, Math.random, { isHurried })
  const isOver = pause === undefined || delivery.updated_at.getTime() + pause * 1000 > delivery.give_up_at.getTime()
  return {
    ...about(delivery),
    ...said,
    state: isOver ? "dead" : "failed",
    reason: isOver ? EXHAUSTED : code,
    retryInSeconds: pause ?? 0,
    isFailure: true,
  }
}

/** The verdict on a delivery on which one worker after another died; undefined for any other. */
export function crashedOutcome(delivery: ClaimedDelivery): AttemptedDelivery | undefined {
  if (!crashed(delivery)) return undefined
  const lastError = `its worker ended ${delivery.lapsed_leases} times in a row before the receiver had answered: look at the log for why`
  return { ...about(delivery), state: "dead", reason: CRASHED, lastError }
}

/** The outcome of a delivery of an order that was not sent: canceled, or waiting for another one of the order. No attempt is written. */
export function notSent(delivery: ClaimedDelivery, composed: Exclude<Composed, OrderSnapshot>): AttemptedDelivery {
  if ("canceled" in composed) return { ...about(delivery), state: "canceled", reason: composed.canceled }
  return { ...about(delivery), state: "failed", reason: ORDER_BUSY, retryInSeconds: composed.waitSeconds }
}

/** The outcome if the order could not be read: tried again like any other, and nothing said against the destination. */
export const composeFailure = (delivery: ClaimedDelivery, error: unknown): AttemptedDelivery => ({
  ...outcomeOf(delivery, { error, tookSeconds: 0 }),
  isFailure: false,
})

const about = ({ id, lease_token, is_probe }: ClaimedDelivery): Omit<AttemptedDelivery, "state"> => ({
  id,
  token: lease_token!,
  reason: null,
  lastError: null,
  status: null,
  answer: null,
  retryInSeconds: 0,
  tookSeconds: null,
  isProbe: is_probe,
  isFailure: false,
  isGone: false,
})
