import fc from "fast-check"
import { simpleParser } from "mailparser"
import MailComposer from "nodemailer/lib/mail-composer"
import { assertProperty } from "../../../../__tests__/assert-property"
import { catalogs } from "../locales"
import { messageKeys } from "../catalog"
import { sampleOf } from "../samples"
import { options, render } from "./support"

const POISON = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  "</title></style></head>",
  "{amount}{nothing, plural, other {#}}'{'",
  "\r\nBcc: everybody@example.com",
  "\n\nSecond paragraph",
  "\u2028\u2029\u0085\u0000\u001b[31m",
  "\u202eright to left\u202c\u2066\u200f",
  "\ud800",
  "&lt;b&gt;",
  "<!--[if mso]>",
]

const poisoned = fc
  .array(fc.oneof(fc.constantFrom(...POISON), fc.string({ unit: "grapheme", maxLength: 12 })), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(""))

const message = fc.record({
  key: fc.constantFrom(...messageKeys),
  locale: fc.constantFrom(...catalogs.keys()),
  text: poisoned,
})

/** Sample data with every text replaced by a hostile one. */
const withText = (key: (typeof messageKeys)[number], text: string) => ({
  ...sampleOf(key),
  ...{ shop_name: text, order_display_id: text as unknown as number, detail: text, account: text, provider_payment_id: text },
  ...{ order_id: text, cart_id: text, attention_id: text, reason_code: text },
  coupon: { code: text, type: "fixed" as const, value: "5", currency_code: "eur", minimum_amount: null, ends_at: text },
  payment_method: { brand: text, last4: text, expires_on: text },
})

const tagsOf = (html: string): string[] => [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'))

it("keeps the mail's tags and attributes the same, whatever the values are", () =>
  assertProperty(
    fc.asyncProperty(message, async ({ key, locale, text }) => {
      const { html } = await render(key, "email", { locale, data: withText(key, text) })
      const calm = await render(key, "email", { locale, data: withText(key, "Ada") })
      if (text.replace(/[\p{C}\p{Z}]/gu, "") === "") return
      expect(tagsOf(html!)).toEqual(tagsOf(calm.html!))
    }),
    { cost: 6 },
  ))

it("keeps subjects and short messages on one line, with the direction they had", () =>
  assertProperty(
    fc.asyncProperty(message, async ({ key, locale, text }) => {
      for (const kind of ["email", "phone", "push", "feed"] as const) {
        const { subject, text: body } = await render(key, kind, { locale, data: withText(key, text) })
        expect(subject).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e]/)
        if (kind === "phone" || kind === "push") expect(body).not.toMatch(/[\r\n\u2028\u2029]/)
        expect(body).not.toMatch(/[\u202a-\u202e]/)
      }
    }),
    { cost: 10 },
  ))

it("adds no header line to the mail", () =>
  assertProperty(
    fc.asyncProperty(message, async ({ key, locale, text }) => {
      const { subject, text: body } = await render(key, "email", { locale, data: withText(key, text) })
      const mail = { from: "shop@shop.example", to: "ada@example.com", subject, text: body }
      const parsed = await simpleParser(await new MailComposer(mail).compile().build())
      expect(parsed.headers.has("bcc")).toBe(false)
      expect(parsed.subject).toBe(subject)
    }),
    { cost: 20 },
  ))

it("writes values as they are where they are no danger, and never reads them as messages", async () => {
  const { text, html } = await render("payment.captured", "email", {
    data: withText("payment.captured", `{amount} <b>"A" & 'B'</b>`),
  })
  expect(text).toContain(` at {amount} <b>"A" & 'B'</b>.`)
  expect(html).toContain("{amount} &lt;b&gt;&quot;A&quot; &amp; &#x27;B&#x27;&lt;/b&gt;")
})

it("escapes values in the store's own HTML, and encodes them in links", async () => {
  const templates = { "payment.captured": { messages: { en: { html: '<p title="{shop}">{shop}<a href="{url}">x</a></p>' } } } }
  const data = withText("payment.captured", `"><i>&'`)
  const { html } = await render("payment.captured", "email", { data, options: { ...options, templates } })
  expect(html).toBe(
    '<p title="&quot;&gt;&lt;i&gt;&amp;&#39;">&quot;&gt;&lt;i&gt;&amp;&#39;<a href="https://shop.example/en/orders/%22%3E%3Ci%3E%26&#39;">x</a></p>',
  )
})
