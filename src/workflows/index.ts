export {
  ATTENTION_RAISED,
  domainEvent,
  PAYMENT_EVENTS,
  WEBHOOK_EVENT_RECEIVED,
  type PaymentEventData,
} from "../application/ground/events"
export { recordDisputeWorkflow } from "../medusa/record-dispute"
export type { RecordDisputeInput } from "../medusa/steps/record-dispute"
export { cancelUnpaidOrderWorkflow, type CanceledOrder } from "../medusa/cancel-unpaid-order"
export { flagOrderWorkflow } from "../medusa/flag-order"
export { recordCaptureWorkflow, type RecordCaptureInput, type RecordedCapture } from "../medusa/record-capture"
export type { AfterPaymentInput } from "../application/after-payment/after-payment-input"
export * from "../application/after-payment/workflows"
export { recordRefundWorkflow, type RecordedRefund, type RecordRefundInput } from "../medusa/record-refund"
export { reverseRefundWorkflow, type ReversedRefund, type ReverseRefundInput } from "../medusa/reverse-refund"
export { flagOrderStep, type FlagOrderInput } from "../medusa/steps/flag-order"
export {
  erasePersonalDataWorkflow,
  type ErasePersonalDataInput,
  type ErasureReport,
} from "../application/erasure/erase-personal-data-workflow"
export { notifyPaymentWorkflow } from "../application/notifications/plan/notify-payment"
export { awaitPaymentWorkflow, type AwaitPaymentInput } from "../medusa/await-payment"
export { endPaymentWorkflow, type EndPaymentWorkflowInput } from "../medusa/end-payment"
export { completePaymentWorkflow, type CompletedPayment, type CompletePaymentInput } from "../medusa/complete-payment"
export { createDeliveryDestinationWorkflow, type DestinationInput } from "../application/destinations/create-destination"
export { updateDeliveryDestinationWorkflow, type UpdateDestinationInput } from "../application/destinations/update-destination"
export { deleteDeliveryDestinationWorkflow, type DeleteDestinationInput } from "../application/destinations/delete-destination"

/** @deprecated Since 0.2 `completePaymentWorkflow`; goes with 1.0. */
export { completePaymentWorkflow as settlePaymentWorkflow } from "../medusa/complete-payment"
/** @deprecated Since 0.2 `recordDisputeWorkflow`; goes with 1.0. */
export { recordDisputeWorkflow as bookDisputeWorkflow } from "../medusa/record-dispute"
/** @deprecated Since 0.2 `RecordDisputeInput`; goes with 1.0. */
export type { RecordDisputeInput as BookDisputeInput } from "../medusa/steps/record-dispute"
/** @deprecated Since 0.2 `AfterPaymentInput`; goes with 1.0. */
export type { AfterPaymentInput as FollowUpInput } from "../application/after-payment/after-payment-input"
