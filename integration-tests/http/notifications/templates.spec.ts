import { useSharedStore } from "../../setup"

const notifications = {
  shop: { name: "Ada & Söhne", url: "https://ada.example", supportEmail: "help@ada.example" },
  links: { order: "https://ada.example/orders/{order_id}" },
  addressKinds: { "email-backup": "email" as const },
  templates: {
    "payment.failed": "d-4711",
    "payment.canceled": { messages: { en: { html: "<p>{shop}</p><script>1</script>" } } },
  },
  messages: { "pt-BR": { facts: { "payment.captured": { subject: "Recebemos {amount}", text: "Obrigado!" } } } },
}

const world = useSharedStore({ options: { notifications } })

const call = (path: string) => world.admin<any>("GET", `/admin/payment-notifications/templates${path}`)
const preview = async (template: string, query = "") => (await call(`/${template}/preview${query}`)).preview
const refusal = (act: Promise<unknown>) => act.then(() => undefined).catch(({ status, body }) => ({ status, ...body }))

const planned = async () => (await world.db.query(`SELECT count(*)::int AS n FROM payment_notification`)).rows[0].n

it("lists every message with its languages, and the channels that there are", async () => {
  const { templates, channels, default_locale } = await call("")

  expect(default_locale).toBe("en")
  expect(channels).toEqual(["email", "sms", "push", "feed", "email-backup"])
  const locales = ["en", "zh-CN", "es", "fr", "de", "ja"]
  expect(templates).toContainEqual({
    ...{ template: "payment.captured", fact: "payment.captured", audience: "customer" },
    locales: expect.arrayContaining([...locales, "pt-BR"]),
  })
  expect(templates).toContainEqual({
    ...{ template: "merchant.attention.dispute", fact: "attention.dispute", audience: "merchant" },
    locales: expect.not.arrayContaining(["pt-BR"]),
  })
})

it("renders a message with the shop's own options in each language, and sends nothing", async () => {
  const before = await planned()
  const german = await preview("payment.captured", "?locale=de-AT")
  expect(german).toMatchObject({
    ...{ template: "payment.captured", channel: "email", kind: "email", locale: "de", provider_template: null },
    subject: "Zahlung erhalten für Bestellung Nr. 1042",
    text: expect.stringMatching(/€\s1\.249,50/),
    html: expect.stringContaining("Ada &amp; Söhne"),
    url: "https://ada.example/orders/order_01SAMPLE",
  })
  expect(await preview("payment.captured")).toMatchObject({ locale: "en", text: expect.stringContaining("€1,249.50") })
  expect(await preview("payment.captured", "?locale=pt-BR")).toMatchObject({ subject: expect.stringMatching(/^Recebemos /) })
  expect(await preview("payment.captured", "?channel=sms")).toMatchObject({ kind: "phone", html: null, text: expect.any(String) })
  expect(await preview("merchant.attention.dispute", "?channel=feed")).toMatchObject({
    ...{ kind: "feed", html: null },
    data: { title: expect.any(String), description: expect.any(String) },
  })
  expect(await preview("payment.canceled", "?channel=email-backup")).toMatchObject({
    kind: "email",
    html: expect.stringMatching(/^<p>Ada &amp; Söhne<\/p><script>/),
  })
  expect(await planned()).toBe(before)
})

it("says which template of the provider a mail is left to, with the values that it gets", async () => {
  const mail = await preview("payment.failed")
  expect(mail).toMatchObject({ provider_template: "d-4711", data: { values: { amount: "€1,249.50" } } })
  expect(await preview("payment.failed", "?channel=push")).toMatchObject({ provider_template: null })
})

it.each([
  ["/payment.paid/preview", 404, "Template payment.paid was not found"],
  ["/payment.captured/preview?channel=pigeon", 400, "channel must be one of email, sms, push, feed, email-backup"],
  ["/payment.captured/preview?locale=de_DE", 400, "locale must be a language tag"],
  ["/payment.captured/preview?language=de", 400, "language"],
])("refuses %s with %i", async (path, status, says) => {
  expect(await refusal(call(path))).toMatchObject({ status, message: expect.stringContaining(says) })
})
