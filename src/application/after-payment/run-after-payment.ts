import type { MedusaContainer } from "@medusajs/framework/types"
import type { FactName } from "../../services/domain/facts"
import type { PaymentTransition } from "../../services/store/entities"
import { paymentNotificationService } from "../ground/module"
import { eventDataOf } from "../ground/announce-transition"
import type { AfterPaymentInput } from "./after-payment-input"
import * as workflows from "./workflows"

/** The workflow of each fact that can be a transition. */
const WORKFLOWS = {
  "payment.pending": workflows.paymentPendingWorkflow,
  "payment.requires_action": workflows.paymentRequiresActionWorkflow,
  "payment.authorized": workflows.paymentAuthorizedWorkflow,
  "payment.captured": workflows.paymentCapturedWorkflow,
  "payment.failed": workflows.paymentFailedWorkflow,
  "payment.canceled": workflows.paymentCanceledWorkflow,
  "payment.expired": workflows.paymentExpiredWorkflow,
  "refund.pending": workflows.refundPendingWorkflow,
  "refund.succeeded": workflows.refundSucceededWorkflow,
  "refund.failed": workflows.refundFailedWorkflow,
  "dispute.warning": workflows.disputeWarningWorkflow,
  "dispute.opened": workflows.disputeOpenedWorkflow,
  "dispute.under_review": workflows.disputeUnderReviewWorkflow,
  "dispute.closed": workflows.disputeClosedWorkflow,
  "dispute.won": workflows.disputeWonWorkflow,
  "dispute.lost": workflows.disputeLostWorkflow,
} satisfies Record<Exclude<FactName, `payment_method.${string}`>, unknown>

type AfterPayment = (container: MedusaContainer) => { run(call: { input: AfterPaymentInput }): Promise<unknown> }

/**
 * Runs the after-payment workflow of a transition on the payment in its present state. Throws the errors of its steps and of the
 * store's hook.
 */
export async function runAfterPayment(container: MedusaContainer, transition: PaymentTransition): Promise<void> {
  const record = await paymentNotificationService(container).payments.findRecord(transition.payment_record_id)
  const workflow = (WORKFLOWS as unknown as Readonly<Record<string, AfterPayment | undefined>>)[transition.fact]
  if (!record || !workflow) return
  await workflow(container).run({ input: { ...eventDataOf({ record, transition }), payment_record: record } })
}
