import { parseOptions } from "../index"

const PREFIX = "medusa-payment-notifications: "
const refusal = (notifications: unknown): string => {
  try {
    parseOptions({ notifications })
  } catch (error) {
    return (error as Error).message.replace(PREFIX, "")
  }
  throw new Error("was accepted")
}
const template = (words: unknown, locale = "en") => ({ templates: { "payment.failed": { messages: { [locale]: words } } } })

it.each([
  [
    template({ text: "Hello {amount" }),
    /^option notifications\.templates\.payment\.failed\.messages\.en\.text: is not an ICU message: /,
  ],
  [template({ subject: "{count, plural, one {#}}" }), /\.en\.subject: is not an ICU message: MISSING_OTHER_CLAUSE/],
  [template({ html: "<p>{name}</p>" }), /\.en\.html: speaks of \{name\}; use one of shop, has_shop, /],
  [template({ text: "{has_order, select, yes {{nobody}} other {}}" }), /\.en\.text: speaks of \{nobody\}/],
  [template({ text: "{amount, number}" }), /\.en\.text: formats \{amount\}, which is text already/],
  [template({ text: "{due, date, short}" }), /\.en\.text: formats \{due\}, which is text already/],
  [template({ html: "<a href='{url}'>" }), /\.en\.html: has \{url\} behind an apostrophe/],
  [template({ html: "<p>{shop}</p>" }, "pt-BR"), /messages\.pt-BR: the plugin ships no messages in pt-BR: give subject and text/],
  [template({ subject: "x", text: "y" }, "pt_BR"), /messages\.pt_BR: must be a language tag, like "pt-BR"/],
  [template({ subject: "x", text: "y" }, "pt-br"), /messages\.pt-br: is written "pt-BR"/],
  [template({ title: "x" }), /^option notifications\.templates\.payment\.failed: must be a provider-side template's id, /],
  [{ templates: { "payment.authorized": "d-1" } }, /^option notifications\.templates/],
  [{ templates: { "merchant.payment.captured": "d-1" } }, /^option notifications\.templates/],
  [
    { messages: { sv: { frame: { support: "{support}" } } } },
    /^option notifications\.messages\.sv\.frame\.support: speaks of \{support\}/,
  ],
  [
    { messages: { sv: { facts: { "payment.failed": { text: "x" } } } } },
    /messages\.sv\.facts\.payment\.failed: the plugin ships no messages/,
  ],
  [{ messages: { "": {} } }, /must be a language tag/],
  [{ defaultLocale: "English" }, /^option notifications\.defaultLocale: is written "english"/],
  [
    { links: { order: "https://shop.example/{order}" } },
    /^option notifications\.links\.order: has the unknown variable \{order\}; use one of order_id, /,
  ],
  [{ links: { pay: "/checkout/{cart_id}" } }, /^option notifications\.links\.pay: must be an http or https URL/],
  [{ links: { pay: "javascript:alert('{cart_id}')" } }, /must be an http or https URL/],
  [{ links: { pay: "https://shop.example/{cart_id" } }, /has a brace that belongs to no variable/],
])("refuses %j", (notifications, message) => expect(refusal(notifications)).toMatch(message))

it("takes ids, words, functions, languages and links", () => {
  const write = () => undefined
  const { notifications } = parseOptions({
    notifications: {
      templates: {
        "payment.captured": "d-0123",
        "payment.failed": { template: "d-0124", messages: { en: { subject: "No luck with {order}" } } },
        "merchant.dispute.lost": write,
      },
      messages: {
        "pt-BR": {
          frame: { links: { pay: "Pagar" } },
          facts: { "payment.failed": { subject: "Pedido {order}", text: "{amount}" } },
        },
      },
      links: { order: "https://{locale}.shop.example/orders/{order_id}" },
      defaultLocale: "pt-BR",
    },
  })
  expect(notifications.templates["merchant.dispute.lost"]).toBe(write)
  expect(notifications.links.order).toBe("https://{locale}.shop.example/orders/{order_id}")
})
