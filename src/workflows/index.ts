export {
  ATTENTION_RAISED,
  domainEvent,
  PAYMENT_EVENTS,
  WEBHOOK_EVENT_RECEIVED,
  type PaymentEventData,
} from "../application/ground/events"
export { bookDisputeWorkflow } from "../medusa/record-dispute"
export type { BookDisputeInput } from "../medusa/steps/record-dispute"
export { cancelUnpaidOrderWorkflow, type CanceledOrder } from "../medusa/cancel-unpaid-order"
export { flagOrderWorkflow } from "../medusa/flag-order"
export { recordCaptureWorkflow, type RecordCaptureInput, type RecordedCapture } from "../medusa/record-capture"
export type { FollowUpInput } from "../application/after-payment/follow-up-input"
export * from "../application/after-payment/workflows"
export { recordRefundWorkflow, type RecordedRefund, type RecordRefundInput } from "../medusa/record-refund"
export { reverseRefundWorkflow, type ReversedRefund, type ReverseRefundInput } from "../medusa/reverse-refund"
export { flagOrderStep, type FlagOrderInput } from "../medusa/steps/flag-order"
export { notifyPaymentWorkflow } from "../application/notifications/plan/notify-payment"
export { awaitPaymentWorkflow } from "../medusa/await-payment"
export { endPaymentWorkflow } from "../medusa/end-payment"
export { settlePaymentWorkflow } from "../medusa/settle-payment"
