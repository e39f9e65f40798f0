import type { AddressKind } from "../../channels"
import type { Audience, MessageKey } from "../catalog"
import type { ContentOptions } from "../options"
import type { RenderInput } from "../render-input"
import { renderNotification } from "../render-notification"
import { sampleOf } from "../samples"

/** A shop with every option set. */
export const options: ContentOptions = {
  shop: {
    name: "Ada’s Mugs",
    url: "https://shop.example",
    logoUrl: "https://shop.example/logo.png",
    supportEmail: "help@shop.example",
  },
  links: {
    order: "https://shop.example/{locale}/orders/{order_id}",
    pay: "https://shop.example/checkout?cart={cart_id}",
    paymentMethods: "https://shop.example/account/payment-methods",
    preferences: "https://shop.example/account/notifications",
    attention: "https://admin.example/app/attention/{attention_id}",
  },
  templates: {},
  messages: {},
  defaultLocale: "en",
}

export const audienceOf = (key: MessageKey): Audience => (key.startsWith("merchant.") ? "merchant" : "customer")

export const factOf = (key: MessageKey): string => key.replace(/^merchant\./, "")

/** A message of sample data, with the test's changes. */
export const render = async (key: MessageKey, kind: AddressKind, change: Partial<RenderInput> = {}) => {
  const message = await renderNotification({
    fact: factOf(key),
    audience: audienceOf(key),
    kind,
    locale: "en",
    data: sampleOf(key),
    options,
    ...change,
  })
  return message!
}
