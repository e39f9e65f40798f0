import type { MedusaContainer } from "@medusajs/framework/types"
import { driftOf, type Drift } from "../../../services/domain/drift"
import { isMoney } from "../../../services/domain/states"
import type { Account } from "../../../services/options"
import type { PaymentReference } from "../../../services/providers/provider"
import type { ReconciliationRun } from "../../../services/store/entities"
import type { KnownPayment, PaymentKey } from "../../../services/store/payment-repository"
import { paymentNotificationService } from "../../ground/module"
import { withRateBudget } from "../ask/with-rate-budget"
import { ourPayment } from "./our-payment"
import { readTruth, type AskedPayment } from "../ask/read-truth"
import { reportDrift } from "./report-drift"

/** `unasked`: there is no way to ask about it. */
export type Comparison = "agrees" | "differs" | "unasked"

/** One round of a run: what it finds is the run's, and it asks nobody after its deadline. */
export interface Round {
  readonly run: ReconciliationRun
  readonly deadline: Date
  /** How often what is refused is asked within the round: the job comes again and needs fewer than a command. */
  readonly attempts: number
  /** Sessions of which a list, read from end to end, says just what we know: asking about them would tell no more. */
  readonly confirmed: Set<string>
  /** Sessions, and the provider's ids, of payments that were compared in this round: a list tells of them once more. */
  readonly compared: Set<string>
  /** Ids of the findings of this round, new or known, for who reports them. */
  readonly found: Set<string>
}

export const beginRound = (run: ReconciliationRun, milliseconds: number, attempts: number): Round => ({
  run,
  deadline: new Date(Date.now() + milliseconds),
  attempts,
  confirmed: new Set(),
  compared: new Set(),
  found: new Set(),
})

/** Compares one payment with its provider and reports what differs. Throws OutOfTime, or what the provider's refusal is. */
export async function comparePayment(
  container: MedusaContainer,
  { run, deadline, compared, found }: Round,
  payment: AskedPayment,
): Promise<Comparison> {
  const service = paymentNotificationService(container)
  let askedAt = service.now()
  const truth = await withRateBudget(service.reconciliation.budget, payment.account.id, deadline, () => {
    askedAt = service.now()
    return readTruth(container, payment)
  })
  if (truth === "nobody") return "unasked"
  // Read after the provider's answer: a webhook that was applied while it was on its way is no difference.
  const known = await service.payments.findKnown(keyOf(payment.account, payment.reference))
  for (const id of comparedBy(payment.reference, known)) compared.add(id)
  const [firstAge = 0] = service.options.reconciliation.scheduleMinutes
  const quietSince = new Date(service.now().getTime() - firstAge * 60_000)
  const drift = truth.facts ? driftOf(known && ourPayment(known), truth.facts, { quietSince, askedAt }) : unknownThere(known)
  if (!drift.differences.length) return "agrees"
  const id = await reportDrift(container, run, { payment, known, theirs: truth.facts ?? [], drift, askedAt })
  found.add(id)
  return "differs"
}

const NOTHING_THERE: Drift = { differences: [], missing: [], since: null }

/** Before the buyer has begun, many providers know nothing of a payment; where we believe in money, that is a difference. */
export function unknownThere(known: KnownPayment | undefined): Drift {
  if (!known || !isMoney(known.record.state)) return NOTHING_THERE
  return { ...NOTHING_THERE, differences: [`the payment is ${known.record.state} here, the provider knows no such payment`] }
}

/**
 * What a payment counts as compared by: its own id, and its session where it is the session's. Of two payments of one session the
 * second must not be passed over for the first, nor the session for a payment that is not its own.
 */
export function comparedBy({ sessionId, providerPaymentId: id }: PaymentReference, known: KnownPayment | undefined): string[] {
  const own = known?.record.provider_payment_id
  const session = sessionId ?? known?.record.payment_session_id
  return [id, !id || !own || own === id ? session : undefined].filter((named) => named !== undefined)
}

/** How we know a payment: by its session where that is named, or else by the provider's id. */
export const keyOf = ({ id: account }: Account, { sessionId, providerPaymentId = "" }: PaymentReference): PaymentKey =>
  sessionId ? { payment_session_id: sessionId } : { account, provider_payment_id: providerPaymentId }
