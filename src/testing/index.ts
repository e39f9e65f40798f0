export { toMajor, toMinor } from "../services/domain/money"
export type { Dialect, SignedWebhook, TestPaymentEvent } from "./dialect"
export * from "./dialects"
export * from "./gateway"
