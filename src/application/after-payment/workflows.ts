import { followUpWorkflow } from "./follow-up-workflow"
import { releaseInventoryStep } from "./inventory/release-inventory"
import { reserveInventoryAgainStep } from "./inventory/reserve-inventory-again"
import { issueRewardStep } from "./reward/issue-reward"

export const paymentPendingWorkflow = followUpWorkflow("payment.pending", "paymentPending")
export const paymentRequiresActionWorkflow = followUpWorkflow("payment.requires_action", "paymentRequiresAction")
export const paymentAuthorizedWorkflow = followUpWorkflow("payment.authorized", "paymentAuthorized")
export const paymentCapturedWorkflow = followUpWorkflow("payment.captured", "paymentCaptured", [
  reserveInventoryAgainStep,
  issueRewardStep,
])
export const paymentFailedWorkflow = followUpWorkflow("payment.failed", "paymentFailed", [releaseInventoryStep])
export const paymentCanceledWorkflow = followUpWorkflow("payment.canceled", "paymentCanceled", [releaseInventoryStep])
export const paymentExpiredWorkflow = followUpWorkflow("payment.expired", "paymentExpired", [releaseInventoryStep])

export const refundPendingWorkflow = followUpWorkflow("refund.pending", "refundPending")
export const refundSucceededWorkflow = followUpWorkflow("refund.succeeded", "refundSucceeded")
export const refundFailedWorkflow = followUpWorkflow("refund.failed", "refundFailed")

export const disputeWarningWorkflow = followUpWorkflow("dispute.warning", "disputeWarning")
export const disputeOpenedWorkflow = followUpWorkflow("dispute.opened", "disputeOpened")
export const disputeUnderReviewWorkflow = followUpWorkflow("dispute.under_review", "disputeUnderReview")
export const disputeWonWorkflow = followUpWorkflow("dispute.won", "disputeWon")
export const disputeLostWorkflow = followUpWorkflow("dispute.lost", "disputeLost")
