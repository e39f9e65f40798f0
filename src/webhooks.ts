/**
 * For stores that add a provider of their own through the option `providers`, or a kind of destination through `deliveries.kinds`, and for programs that read webhooks without a
 * store: the registry, the contract, and the building blocks of the plugin's own providers.
 */
export { providers, type ProviderId } from "./services/providers/registry"
export {
  defineProvider,
  type About,
  type IntakeOutcome,
  type ListedPayment,
  type ListPage,
  type ListWindow,
  type PaymentProvider,
  type PaymentReference,
  type ProviderContext,
  type ProviderEvent,
  type Reading,
  type Setup,
  type TestCall,
  type Unclear,
  type WebhookReply,
  type WebhookRequest,
} from "./services/providers/provider"
export type {
  DisputeFact,
  DisputeState,
  Fact,
  FactName,
  Mode,
  PaymentFact,
  PaymentMethodFact,
  RefundFact,
  RefundState,
} from "./services/domain/facts"
export type { PaymentState } from "./services/domain/states"
export { exponentOf, toMajor, toMinor, type Amount } from "./services/domain/money"
export {
  MalformedPayloadError,
  PaymentNotificationError,
  ProviderUnavailableError,
  SignatureVerificationError,
} from "./services/domain/errors"
export { callProvider } from "./services/providers/kit/call-provider"
export { readable } from "./services/providers/kit/fields"
export { readJson, requireShape } from "./services/providers/kit/read-json"
export { listOfSecrets, providerOptions, secretText, toleranceSeconds } from "./services/providers/kit/provider-options"
/** @deprecated Since 0.2 `providerOptions`; goes with 1.0. */
export { providerOptions as roomOptions } from "./services/providers/kit/provider-options"
export { readReference } from "./services/providers/kit/session-reference"
export { storableText } from "./services/providers/kit/storable-text"
export { anyMatches } from "./services/signature/compare"
export { decodeBase64, decodeHex } from "./services/signature/decode"
export { singleHeader } from "./services/signature/header"
export { hmacSha256 } from "./services/signature/hmac"
export { requireFresh } from "./services/signature/timestamp"
export {
  defineDestinationKind,
  type Confirmation,
  type DestinationContext,
  type DestinationKind,
  type OutgoingMessage,
  type Sender,
} from "./services/deliveries/kind"
export { DeliveryRejectedError } from "./services/domain/delivery-rejected-error"
