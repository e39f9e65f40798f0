import type { AddressKind } from "../channels"
import { messageKeys, type Audience, type MessageKey } from "./catalog"
import type { ContentOptions } from "./options"
import { renderNotification, type RenderedNotification } from "./render-notification"
import { sampleOf } from "./samples"

/** The URL where the customer of the samples would opt out. */
const UNSUBSCRIBE_URL = "https://shop.example/unsubscribe"

const MERCHANT = "merchant."

/** A message by its name, with whom it notifies of what. */
export interface NamedMessage {
  readonly key: MessageKey
  readonly fact: string
  readonly audience: Audience
}

/** Every message, customers' first. */
export const namedMessages: readonly NamedMessage[] = messageKeys.map((key) =>
  key.startsWith(MERCHANT)
    ? { key, fact: key.slice(MERCHANT.length), audience: "merchant" }
    : { key, fact: key, audience: "customer" },
)

interface SampleInput {
  readonly kind: AddressKind
  readonly locale: string | null
  readonly options: ContentOptions
}

/** The message as it would be sent, of sample data and with the shop's own name. Throws as `renderNotification` does. */
export async function renderSample({ key, fact, audience }: NamedMessage, input: SampleInput): Promise<RenderedNotification> {
  const { name } = input.options.shop
  const data = { ...sampleOf(key), ...(name && { shop_name: name }) }
  const rendered = await renderNotification({ fact, audience, data, ...input, unsubscribeUrl: UNSUBSCRIBE_URL })
  if (!rendered) throw new TypeError(`nobody is notified of ${key}`)
  return rendered
}
