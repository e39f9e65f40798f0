export { toMajor, toMinor } from "../services/domain/money"
export {
  eventName,
  UnspokenEventError,
  type Dialect,
  type ExampleUrls,
  type SignedWebhook,
  type TestDisputeEvent,
  type TestEvent,
  type TestMoneyEvent,
  type TestPaymentEvent,
  type TestPaymentMethodEvent,
  type TestRefundEvent,
} from "./dialect"
export * from "./dialects"
export * from "./gateway"
export * from "./push-service"
