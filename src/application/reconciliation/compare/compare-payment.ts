import type { MedusaContainer } from "@medusajs/framework/types"
import { isMoney } from "../../../services/domain/states"
import type { Account } from "../../../services/options"
import type { PaymentReference } from "../../../services/providers/provider"
import type { ReconciliationRun } from "../../../services/store/entities"
import type { KnownPayment, PaymentKey } from "../../../services/store/payment-repository"
import { paymentNotificationService } from "../../ground/module"
import { withRateBudget } from "../ask/with-rate-budget"
import { capturedOnlyHere } from "./captured-only-here"
import { isReplaced } from "./is-replaced"
import { readTruth, type AskedPayment } from "../ask/read-truth"
import { reportDrift } from "./report-drift"
import { undecidedDrift, type UndecidedDrift } from "./undecided-drift"

/** `unasked`: there is no way to ask about it. */
export type Comparison = "agrees" | "differs" | "unasked"

/** One round of a run: its findings belong to the run, and it asks nobody after its deadline. */
export interface Round {
  readonly run: ReconciliationRun
  readonly deadline: Date
  /** How often a refused question is asked within the round. The job comes again and needs fewer attempts than a command. */
  readonly attempts: number
  /** Sessions that a list, read from end to end, shows exactly as we know them: asking about them would add nothing. */
  readonly confirmed: Set<string>
  /** Sessions, and the provider's ids, of payments that were compared in this round: another list may report them once more. */
  readonly compared: Set<string>
  /** Ids of this round's findings, new or known, for the report. */
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

/**
 * Compares one payment with its provider and reports the differences. Throws OutOfTime, or the error of the provider's refusal.
 */
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
  // Read after the provider's answer: a webhook that was applied while the answer was on its way is no difference.
  const known = await service.payments.findKnown(keyOf(payment.account, payment.reference))
  for (const id of comparedBy(payment.reference, known)) compared.add(id)
  const [firstAge = 0] = service.options.reconciliation.scheduleMinutes
  const quietSince = new Date(service.now().getTime() - firstAge * 60_000)
  const drift = truth.facts
    ? await undecidedDrift(container, comparedOf(payment, known), known, truth.facts, { quietSince, askedAt })
    : unknownThere(known)
  const differences = drift.differences.length ? drift.differences : await capturedOnlyHere(container, known)
  if (!differences.length) return "agrees"
  const sessionId = known?.record.payment_session_id ?? payment.reference.sessionId
  if (await isReplaced(container, payment.account.id, sessionId, known, truth.facts ?? [])) return "agrees"
  const id = await reportDrift(container, run, {
    payment,
    known,
    theirs: truth.facts ?? [],
    drift: { ...drift, differences },
    askedAt,
  })
  found.add(id)
  return "differs"
}

const comparedOf = ({ account, reference }: AskedPayment, known: KnownPayment | undefined) => ({
  account: account.id,
  sessionId: known?.record.payment_session_id ?? reference.sessionId ?? null,
  providerPaymentId: known?.record.provider_payment_id ?? reference.providerPaymentId ?? null,
})

const NOTHING_THERE: UndecidedDrift = { differences: [], missing: [], since: null, inReview: new Set(), isDecided: false }

/**
 * Before the buyer has begun, many providers know nothing of a payment. Where our record says that there is money, that is a
 * difference.
 */
export function unknownThere(known: KnownPayment | undefined): UndecidedDrift {
  if (!known || !isMoney(known.record.state)) return NOTHING_THERE
  return { ...NOTHING_THERE, differences: [`the payment is ${known.record.state} here, the provider knows no such payment`] }
}

/**
 * The keys under which a payment counts as compared: its own id, and its session where the payment is the session's own. Of two
 * payments of one session, the second must not be passed over for the first, nor the session for a payment that is not its own.
 */
export function comparedBy({ sessionId, providerPaymentId: id }: PaymentReference, known: KnownPayment | undefined): string[] {
  const own = known?.record.provider_payment_id
  const session = sessionId ?? known?.record.payment_session_id
  return [id, !id || !own || own === id ? session : undefined].filter((named) => named !== undefined)
}

/** The key of our record of a payment: its session where that is named, or else the provider's id. */
export const keyOf = ({ id: account }: Account, { sessionId, providerPaymentId = "" }: PaymentReference): PaymentKey =>
  sessionId ? { payment_session_id: sessionId } : { account, provider_payment_id: providerPaymentId }
