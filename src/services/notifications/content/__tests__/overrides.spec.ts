import type { ContentOptions, TemplateMessage } from "../options"
import { providerTemplate } from "../provider-template"
import { options, render } from "./support"

const withTemplates = (templates: ContentOptions["templates"]) => ({ options: { ...options, templates } })
const withMessages = (messages: ContentOptions["messages"]) => ({ options: { ...options, messages } })

const portuguese = {
  frame: { links: { pay: "Pagar agora" }, support: "Dúvidas? {support_email}" },
  facts: {
    "payment.failed": { subject: "Pagamento do pedido {order} não concluído", text: "{amount} em {shop}.\n\nTente novamente." },
  },
} as const

it("replaces the plugin's words by the store's, and leaves the others", async () => {
  const change = withTemplates({ "payment.captured": { messages: { en: { subject: "Thanks for {amount}!" } } } })
  const { subject, text, html } = await render("payment.captured", "email", change)
  expect(subject).toBe("Thanks for €1,249.50!")
  expect(text).toMatch(/^We have received your payment/)
  expect(html).toContain("Thanks for €1,249.50!</h1>")
  expect(await render("payment.captured", "email", { ...change, locale: "de" })).toMatchObject({
    subject: "Zahlung erhalten für Bestellung Nr. 1042",
  })
})

it("writes in a language that the store adds, in the same layout", async () => {
  const change = { ...withMessages({ "pt-BR": portuguese }), locale: "pt" }
  const { locale, subject, text, html } = await render("payment.failed", "email", change)
  expect({ locale, subject }).toEqual({ locale: "pt-BR", subject: "Pagamento do pedido 1042 não concluído" })
  expect(text).toMatch(/Tente novamente\.\n\nPagar agora <https:/)
  expect(text).toContain("Dúvidas? help@shop.example")
  expect(html).toContain('lang="pt-BR"')
  // Where there is no short form, the subject replaces it.
  expect((await render("payment.failed", "phone", change)).text).toMatch(/^Pagamento do pedido 1042 não concluído https:/)
})

it("falls back for the facts that an added language does not have", async () => {
  const change = { ...withMessages({ "pt-BR": portuguese }), locale: "pt-BR" }
  expect(await render("payment.captured", "email", change)).toMatchObject({ locale: "en" })
})

it("prefers the messages of one fact to the language's own", async () => {
  const templates = { "payment.failed": { messages: { "pt-BR": { subject: "Ops" } } } }
  const change = { options: { ...options, templates, messages: { "pt-BR": portuguese } }, locale: "pt-BR" }
  expect(await render("payment.failed", "email", change)).toMatchObject({
    subject: "Ops",
    text: expect.stringContaining("Tente novamente."),
  })
})

it("lays right-to-left languages out from the right, with text of the other direction isolated", async () => {
  const arabic = {
    facts: { "payment.captured": { subject: "تم الدفع للطلب {order}", text: "وصلتنا دفعتك {amount} لدى {shop}." } },
  }
  const { html, subject } = await render("payment.captured", "email", { ...withMessages({ ar: arabic }), locale: "ar-EG" })
  expect(html).toMatch(/<html dir="rtl" lang="ar">/)
  expect(html).toContain("text-align:right")
  expect(subject).toBe("تم الدفع للطلب \u20681042\u2069")
})

it("gives a function the message, and sends its result", async () => {
  let asked: TemplateMessage | undefined
  const write = async (message: TemplateMessage) => {
    asked = message
    return { subject: `Hi\r\nBcc: x`, text: message.values.amount, html: "<p>Hi</p>" }
  }
  const change = { ...withTemplates({ "payment.failed": write }), locale: "de-AT", unsubscribeUrl: "https://shop.example/u" }
  const { locale, subject, text, html } = await render("payment.failed", "email", change)
  expect({ locale, subject, html }).toEqual({ locale: "de", subject: "Hi Bcc: x", html: "<p>Hi</p>" })
  expect(text).toMatch(/^€\s1\.249,50$|^1\.249,50\s€$/)
  expect(asked).toMatchObject({
    fact: "payment.failed",
    audience: "customer",
    kind: "email",
    requestedLocale: "de-AT",
    data: { amount: "124950", count: 3 },
    url: "https://shop.example/checkout?cart=cart_01SAMPLE",
    unsubscribeUrl: "https://shop.example/u",
  })
  expect(await render("payment.failed", "phone", change)).not.toHaveProperty("html")
})

it("writes the message itself where a function returns nothing, and refuses a result of another shape", async () => {
  const own = await render("payment.failed", "email")
  expect(await render("payment.failed", "email", withTemplates({ "payment.failed": () => undefined }))).toEqual(own)
  const wrong = withTemplates({ "payment.failed": () => ({ subject: "x" }) as never })
  await expect(render("payment.failed", "email", wrong)).rejects.toThrow(/template of payment\.failed must answer with/)
})

it.each([
  [{}, "email", "payment.failed"],
  [{ "payment.failed": "d-1" }, "email", "d-1"],
  [{ "payment.failed": { template: "d-2" } }, "phone", "d-2"],
  [{ "payment.failed": { messages: {} } }, "email", "payment.failed"],
  [{ "payment.failed": () => undefined }, "email", "payment.failed"],
  [{}, "feed", "admin-ui"],
  [{}, undefined, "payment.failed"],
] as const)("names the provider-side template of %p on %p %s", (templates, kind, name) =>
  expect(providerTemplate(templates, "payment.failed", kind)).toBe(name),
)
