import { braintree } from "./braintree"
import { hmac } from "./hmac"
import { medusa } from "./medusa"
import type { PaymentProvider } from "./provider"
import { standardWebhooks } from "./standard-webhooks"
import { stripe } from "./stripe"

/** Every provider room under its id. A new room is one line here; the contract suite then does not compile without its harness. */
const rooms = {
  stripe,
  "standard-webhooks": standardWebhooks,
  hmac,
  medusa,
  braintree,
} satisfies Record<string, PaymentProvider>

export type ProviderId = keyof typeof rooms

/** The rooms by id; a Map, because an object would also answer to "toString". */
export const providers: ReadonlyMap<string, PaymentProvider> = new Map<string, PaymentProvider>(Object.entries(rooms))
