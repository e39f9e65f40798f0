import type { MedusaContainer } from "@medusajs/framework/types"
import { driftOf } from "../../../services/domain/drift"
import { fromJson } from "../../../services/domain/fact-json"
import type { OpenFinding } from "../../../services/store/reconciliation-finding-repository"
import { paymentNotificationService } from "../../ground/module"
import { unknownThere } from "../compare/compare-payment"
import { reviewFinding, closeFinding } from "../compare/review-finding"
import { ourPayment } from "../compare/our-payment"

const BATCH = 200

/**
 * Follows the facts that reconciliation put into the inbox. Agreement is judged by comparing again with the provider's answer,
 * not by the event's state: a fact that came by webhook meanwhile leaves the event stale and the payment right.
 */
export async function followFindings(container: MedusaContainer): Promise<void> {
  const service = paymentNotificationService(container)
  for (const finding of await service.reconciliation.findings.open(BATCH)) {
    if (await agrees(container, finding)) await closeFinding(container, finding)
    // A quarantined or dead event has an item of its own.
    else if (finding.event_state === "quarantined" || finding.event_state === "dead") {
      await service.reconciliation.findings.close(finding.id, "in_review")
    } else await reviewFinding(container, finding, finding.event_error ?? finding.event_reason ?? undefined)
  }
}

async function agrees(container: MedusaContainer, finding: OpenFinding): Promise<boolean> {
  const service = paymentNotificationService(container)
  const { payments } = service
  const { account, payment_session_id, provider_payment_id } = finding
  const known = payment_session_id
    ? await payments.findKnown({ payment_session_id })
    : await payments.findKnown({ account, provider_payment_id: provider_payment_id ?? "" })
  const theirs = fromJson(finding.theirs)
  if (!theirs.length) return unknownThere(known).differences.length === 0
  // Even if other values have changed: while our state is the one that the provider did not know, it does not know it yet.
  const isSame = known?.record.state === finding.ours.state
  const options = { askedAt: finding.created_at, ...(isSame && { quietSince: service.now() }) }
  return driftOf(known && ourPayment(known), theirs, options).differences.length === 0
}
