import type { MedusaContainer } from "@medusajs/framework/types"
import { fromJson } from "../../../services/domain/fact-json"
import type { OpenFinding } from "../../../services/store/reconciliation-finding-repository"
import { paymentNotificationService } from "../../ground/module"
import { unknownThere } from "../compare/compare-payment"
import { isReplaced } from "../compare/is-replaced"
import { reviewFinding, closeFinding } from "../compare/review-finding"
import { undecidedDrift } from "../compare/undecided-drift"

const BATCH = 200

/**
 * Follows the facts that reconciliation put into the inbox. Agreement is judged by comparing again with the provider's answer,
 * not by the event's state: a fact that came by webhook meanwhile leaves the event stale and the payment right.
 */
export async function followFindings(container: MedusaContainer): Promise<void> {
  const service = paymentNotificationService(container)
  for (const finding of await service.reconciliation.findings.open(BATCH)) {
    const agreement = await agreementOn(container, finding)
    if (agreement === "agrees") await closeFinding(container, finding)
    else if (agreement === "decided") await service.reconciliation.findings.close(finding.id, "in_review")
    // A quarantined or dead event has an item of its own.
    else if (finding.event_state === "quarantined" || finding.event_state === "dead") {
      await service.reconciliation.findings.close(finding.id, "in_review")
    } else await reviewFinding(container, finding, finding.event_error ?? finding.event_reason ?? undefined)
  }
}

/** `decided`: the sides still differ, as a person wants it. */
async function agreementOn(container: MedusaContainer, finding: OpenFinding): Promise<"agrees" | "decided" | "differs"> {
  const service = paymentNotificationService(container)
  const { payments } = service
  const { account, payment_session_id, provider_payment_id } = finding
  const known = payment_session_id
    ? await payments.findKnown({ payment_session_id })
    : await payments.findKnown({ account, provider_payment_id: provider_payment_id ?? "" })
  const theirs = fromJson(finding.theirs)
  if (!theirs.length) return unknownThere(known).differences.length === 0 ? "agrees" : "differs"
  if (await isReplaced(container, account, payment_session_id, known, theirs)) return "agrees"
  // Even if other values have changed: while our state is the one that the provider did not know, it does not know it yet.
  const isSame = known?.record.state === finding.ours.state
  const options = { askedAt: finding.created_at, ...(isSame && { quietSince: service.now() }) }
  const compared = { account, sessionId: payment_session_id, providerPaymentId: provider_payment_id }
  const drift = await undecidedDrift(container, compared, known, theirs, options)
  if (drift.isDecided) return "decided"
  return drift.differences.length ? "differs" : "agrees"
}
