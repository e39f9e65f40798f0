import { messageKeys } from "../catalog"
import { dataFor, renderNotification } from "../render-notification"
import { sampleOf } from "../samples"
import { options, render } from "./support"

const bare = { ...options, shop: {}, links: {} }

it.each(["payment.authorized", "refund.pending", "toString", "__proto__", "", "merchant.dispute.won", "dispute.won"])(
  "notifies no customer of %p",
  async (fact) => {
    const input = { fact, audience: "customer", kind: "email", locale: "en", data: {}, options } as const
    expect(await renderNotification(input)).toBeUndefined()
  },
)

it.each(["payment.captured", "attention.toString", "attention.", ""])("notifies no merchant of %p", async (fact) => {
  const input = { fact, audience: "merchant", kind: "email", locale: "en", data: {}, options } as const
  expect(await renderNotification(input)).toBeUndefined()
})

it.each(messageKeys.flatMap((key) => (["email", "phone", "push", "feed"] as const).map((kind) => [key, kind] as const)))(
  "writes %s on %s without any data",
  async (key, kind) => {
    const { subject, text, html, url } = await render(key, kind, { data: {}, options: bare })
    expect(subject).not.toBe("")
    expect(text).not.toMatch(/null|undefined|NaN|\{|\}/)
    expect(html).toEqual(kind === "email" ? expect.stringContaining("<html") : undefined)
    expect(url).toBeUndefined()
  },
)

it("writes of your order where it has no number, and of no shop that has no name", async () => {
  const data = { ...sampleOf("payment.failed"), order_display_id: null, shop_name: null, count: 1 }
  const { subject, text } = await render("payment.failed", "email", { data, options: bare })

  expect(subject).toBe("Payment failed for your order")
  expect(text).toMatch(/^Your payment of €1,249\.50 for your order did not go through\.\n\nYou have not been charged\./)
})

it("names what remains of a payment that was refunded in part, and nothing where it was refunded whole", async () => {
  const data = sampleOf("refund.succeeded")
  expect((await render("refund.succeeded", "email")).text).toContain("€1,000.00 of it has not been refunded.")
  for (const remaining_amount of ["0", null]) {
    expect((await render("refund.succeeded", "email", { data: { ...data, remaining_amount } })).text).not.toContain("not been")
  }
})

it("counts the attempts that one message covers", async () => {
  const noticesOf = async (count?: number) =>
    (await render("payment.failed", "email", { data: { ...sampleOf("payment.failed"), ...(count && { count }) } })).text
  expect(await noticesOf(3)).toContain("It was tried 3 times.")
  expect(await noticesOf(1)).not.toContain("It was tried")
})

it("keeps a text message short, and its link whole", async () => {
  const data = { ...sampleOf("payment.failed"), shop_name: "Very ".repeat(80) }
  const { text, html } = await render("payment.failed", "phone", { data })

  expect(text.length).toBeLessThanOrEqual(300)
  expect(text).toMatch(/… https:\/\/shop\.example\/checkout\?cart=cart_01SAMPLE$/)
  expect(html).toBeUndefined()
  expect((await render("payment.failed", "phone", { locale: "fr" })).text).not.toMatch(/[’\u00a0\u202f]/)
})

it("gives the admin's feed its title and description, and a device its URL", async () => {
  const feed = await render("merchant.dispute.won", "feed")
  expect(dataFor("feed", feed)).toEqual({ locale: "en", title: feed.subject, description: feed.text })
  const push = await render("payment.captured", "push")
  expect(dataFor("push", push)).toEqual({ locale: "en", url: "https://shop.example/en/orders/order_01SAMPLE" })
})

it("has no button where the link's variables are not known", async () => {
  const data = { ...sampleOf("payment.captured"), order_id: null }
  const { url, text, html } = await render("payment.captured", "email", { data })
  expect(url).toBeUndefined()
  expect(text + html).not.toContain("View your order")
})

it("offers to unsubscribe only in customers' mails, and only on the web", async () => {
  const unsubscribeUrl = "https://shop.example/u?a=1&b=2"
  const { text, html } = await render("payment.captured", "email", { unsubscribeUrl })
  expect(text).toContain(`Unsubscribe <${unsubscribeUrl}>`)
  expect(html).toContain('href="https://shop.example/u?a=1&amp;b=2"')
  expect((await render("merchant.dispute.won", "email", { unsubscribeUrl })).text).not.toContain("Unsubscribe")
  expect((await render("payment.captured", "email", { unsubscribeUrl: "javascript:alert(1)" })).html).not.toContain("javascript")
})

it("formats for the reader's region, and says in which language it wrote", async () => {
  const british = await render("payment_method.expiring", "email", { locale: "en-GB" })
  expect(british).toMatchObject({ locale: "en", text: expect.stringContaining("31 December 2026") })
  expect(await render("payment.captured", "email", { locale: "zh-TW" })).toMatchObject({ locale: "zh-CN" })
})
