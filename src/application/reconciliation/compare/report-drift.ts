import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { oneLine } from "../../../services/domain/describe-error"
import { toJson } from "../../../services/domain/fact-json"
import type { Fact } from "../../../services/domain/facts"
import { truthId } from "../../../services/reconciliation/truth-id"
import type { ReconciliationRun } from "../../../services/store/entities"
import type { KnownPayment } from "../../../services/store/payment-repository"
import { paymentNotificationService } from "../../ground/module"
import { showOurs } from "./our-payment"
import { reviewFinding } from "./review-finding"
import type { UndecidedDrift } from "./undecided-drift"
import type { AskedPayment } from "../ask/read-truth"

interface FoundDrift {
  readonly payment: AskedPayment
  readonly known: KnownPayment | undefined
  readonly theirs: readonly Fact[]
  readonly drift: UndecidedDrift
  readonly askedAt: Date
}

/**
 * Writes down the differences and puts the facts that we lack into the inbox. There they are applied like a webhook: with its
 * comparisons, locks and retries. Nothing is written to Medusa here. A dry run only writes down. Resolves to the finding's id.
 */
export async function reportDrift(
  container: MedusaContainer,
  run: ReconciliationRun,
  { payment: { account, reference }, known, theirs, drift, askedAt }: FoundDrift,
): Promise<string> {
  const service = paymentNotificationService(container)
  const { findings } = service.reconciliation
  const about = {
    account: account.id,
    payment_session_id: known?.record.payment_session_id ?? reference.sessionId ?? null,
    payment_record_id: known?.record.id ?? null,
    provider_payment_id: known?.record.provider_payment_id ?? reference.providerPaymentId ?? null,
    detail: drift.differences.join("; "),
  }
  const finding = await findings.add({
    ...about,
    reconciliation_run_id: run.id,
    ours: showOurs(known),
    theirs: toJson(theirs),
    differs_since: drift.since,
    dryRun: run.dry_run,
  })
  if (run.dry_run) return finding.id
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  if (finding.isNew)
    logger.warn(
      oneLine(`reconciliation (${account.id}): ${about.detail} [${about.payment_session_id ?? about.provider_payment_id}]`),
    )
  const missing = drift.missing.filter((fact) => !drift.inReview.has(fact))
  if (!missing.length && drift.missing.length === drift.differences.length) {
    // Every difference has an item that waits for its decision.
    await findings.close(finding.id, "in_review")
    return finding.id
  }
  if (!missing.length) {
    await reviewFinding(container, { ...about, id: finding.id })
    return finding.id
  }
  const key = about.payment_session_id ?? about.provider_payment_id ?? ""
  const eventId = truthId(key, known?.record.version ?? 0, missing)
  const recorded = await service.recordFacts(account, { eventId, facts: missing, askedAt })
  // Exactly this was applied before and has not helped: the finding stays as its event left it.
  if (recorded || finding.state === "found") await findings.markRepairing(finding.id, account.id, eventId)
  return finding.id
}
