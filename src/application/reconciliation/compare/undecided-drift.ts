import type { MedusaContainer } from "@medusajs/framework/types"
import { driftOf, type CompareOptions, type Drift } from "../../../services/domain/drift"
import type { Fact } from "../../../services/domain/facts"
import { capturesIn, reviewOf } from "../../../services/domain/reviewed-facts"
import type { KnownPayment } from "../../../services/store/payment-repository"
import { capturedInMedusa, findDetachedCapture } from "../../ground/captured-in-medusa"
import { paymentNotificationService } from "../../ground/module"
import { ourPayment } from "./our-payment"

/** The payment that is compared, by the ids that are known of it. */
interface Compared {
  readonly account: string
  readonly sessionId: string | null
  readonly providerPaymentId: string | null
}

/** The differences that no person has decided about. */
export interface UndecidedDrift extends Drift {
  /** The missing facts that an open attention item shows already. */
  readonly inReview: ReadonlySet<Fact>
  /** A person's decisions cover all differences that there are. */
  readonly isDecided: boolean
}

/**
 * Compares as `driftOf` does, and leaves out the facts that a person has dismissed, ignored or refunded: applying them again would
 * undo the decision.
 */
export async function undecidedDrift(
  container: MedusaContainer,
  { account: accountId, sessionId, providerPaymentId }: Compared,
  known: KnownPayment | undefined,
  theirs: readonly Fact[],
  options: CompareOptions,
): Promise<UndecidedDrift> {
  const { attention, accounts, payments } = paymentNotificationService(container)
  const named = known && ourPayment(container, known)
  const first = driftOf(named, theirs, options)
  if (!first.differences.length) return { ...first, inReview: new Set(), isDecided: false }
  const cases = await attention.aboutPayment(sessionId, accountId, providerPaymentId)
  const item = capturesIn({ ...(providerPaymentId && { providerPaymentId }) }, cases).at(-1)
  // The named session has none of the money, and the one that it was detached into may have a record of its own.
  const detached = item && !named?.captured ? await findDetachedCapture(container, item) : undefined
  const aside = detached ? await payments.findKnown({ payment_session_id: detached }) : undefined
  const ours = aside ? ourPayment(container, aside) : named
  const drift = aside ? driftOf(ours, theirs, options) : first
  if (!drift.differences.length) return { ...drift, inReview: new Set(), isDecided: false }
  const payment = {
    captured: ours?.captured ?? 0n,
    capturedInMedusa: cases.length
      ? await capturedInMedusa(container, detached ?? sessionId ?? cases[0]!.payment_session_id)
      : 0n,
    scope: accounts.find(accountId) ?? {},
  }
  const reviews = new Map(theirs.map((fact) => [fact, reviewOf(fact, cases, payment)]))
  const of = (review: string) => theirs.filter((fact) => reviews.get(fact) === review)
  const decided = new Set(of("decided"))
  const left = decided.size
    ? driftOf(
        ours,
        theirs.filter((fact) => !decided.has(fact)),
        options,
      )
    : drift
  return { ...left, inReview: new Set(of("in_review")), isDecided: !left.differences.length }
}
