import type { MedusaContainer } from "@medusajs/framework/types"
import { confirms, driftOf } from "../../../services/domain/drift"
import { describeError } from "../../../services/domain/describe-error"
import type { Account } from "../../../services/options"
import type { ListedPayment } from "../../../services/providers/provider"
import type { KnownPayment } from "../../../services/store/payment-repository"
import { paymentNotificationService } from "../../ground/module"
import { retry, OutOfTime } from "../ask/with-rate-budget"
import { capturedOnlyHere } from "./captured-only-here"
import { comparedBy, comparePayment, keyOf, type Round } from "./compare-payment"
import { ourPayment } from "./our-payment"
import { findAskedSession } from "../ask/sessions"

/**
 * A list's information on payments that were not asked about, by session: `confirmed` ones match our record, `doubted` ones match
 * only in part.
 */
export interface Heard {
  readonly confirmed: Set<string>
  readonly doubted: Set<string>
}

interface PageProgress {
  /** Ids of the page's payments that need not be looked at again. */
  readonly done: Set<string>
  readonly heard: Heard
}

/**
 * Compares the payments of a page that are not `done` yet. A page may hold more than a round has time for, and a payment that
 * cannot be asked about: neither may keep the list from going on.
 */
export async function comparePage(
  container: MedusaContainer,
  round: Round,
  account: Account,
  payments: readonly ListedPayment[],
  { done, heard }: PageProgress,
): Promise<"whole" | "failed" | "out of time"> {
  const { reconciliation, payments: records } = paymentNotificationService(container)
  // A payment that changes while the page is worked on is read again before it is reported.
  const known = await records.findAllKnown(payments.map(({ reference }) => keyOf(account, reference)))
  let outcome: "whole" | "failed" = "whole"
  for (const [index, payment] of payments.entries()) {
    const id = payment.reference.providerPaymentId ?? payment.reference.sessionId ?? ""
    if (done.has(id)) continue
    try {
      await retry(round.attempts, () => compareListed(container, round, account, { ...payment, known: known[index] }, heard))
      done.add(id)
    } catch (error) {
      if (error instanceof OutOfTime) return "out of time"
      outcome = "failed"
      await reconciliation.runs.progress(round.run.id, { failed: 1 })
      await reconciliation.runs.saveError(round.run.id, `${account.id}: ${describeError(error).message}`)
    }
  }
  return outcome
}

interface Listed extends ListedPayment {
  readonly known: KnownPayment | undefined
}

/** Asks about a payment only where the list reports something that we do not know, and only about our own payments. */
async function compareListed(
  container: MedusaContainer,
  round: Round,
  account: Account,
  listed: Listed,
  heard: Heard,
): Promise<void> {
  // The list may confirm an authorization, while Medusa counts it as captured.
  if (isKnown(container, listed, heard) && !(await capturedOnlyHere(container, listed.known)).length) return
  const ids = comparedBy(listed.reference, listed.known)
  // Marked before anything is awaited: several accounts' lists are read at once.
  if (ids[0] === undefined || round.compared.has(ids[0])) return
  for (const id of ids) round.compared.add(id)
  let isCompared = false
  try {
    isCompared = await askAboutListed(container, round, account, listed)
  } finally {
    // Another page may report more of it: its session, or something that we do not know.
    if (!isCompared) for (const id of ids) round.compared.delete(id)
  }
}

/** Whether the list reports nothing that we do not know. Saves whether it confirms the payment's state. */
function isKnown(container: MedusaContainer, { facts, known }: Listed, { confirmed, doubted }: Heard): boolean {
  if (!known) return facts.length > 0 && !driftOf(undefined, facts).differences.length
  const [ours, session] = [ourPayment(container, known), known.record.payment_session_id]
  const isReported = facts.length > 0 && !driftOf(ours, facts).differences.length
  if (isReported && confirms(facts, ours)) confirmed.add(session)
  else if (!isReported || facts.some(({ subject }) => subject === "payment")) doubted.add(session)
  return isReported
}

async function askAboutListed(
  container: MedusaContainer,
  round: Round,
  account: Account,
  { reference, known }: Listed,
): Promise<boolean> {
  const { runs, client } = paymentNotificationService(container).reconciliation
  if (!client.canQuery(account, reference)) return false
  const session = reference.sessionId ? await findAskedSession(container, reference.sessionId) : undefined
  if (!known && !session) return false
  const comparison = await comparePayment(container, round, { account, reference, ...(session && { session }) })
  await runs.progress(round.run.id, { checked: 1, differing: comparison === "differs" ? 1 : 0 })
  return true
}
