export * from "./payment-notification"
export * from "./payment-record"
export * from "./payment-transition"
export * from "./webhook-event"
