import { useSharedStore } from "../../setup"
import { registerCustomer } from "../support/customer"
import { finishedEvent } from "../support/look"
import { outboxOf, mailsAbout, messageAbout } from "../support/messages"

/** Long enough to pay in the meantime. */
const FAILED_DELAY_SECONDS = 4

const notifications = {
  shop: { name: "Ada & Söhne", url: "https://shop.example" },
  links: { pay: "https://shop.example/checkout?cart={cart_id}", order: "https://shop.example/orders/{order_id}" },
  // By default, customers are notified of these minutes later: most payments go on by themselves.
  delaySeconds: { "payment.pending": 0, "payment.requires_action": 0, "payment.failed": FAILED_DELAY_SECONDS },
}

const world = useSharedStore({ options: { notifications } })

const report = async (paymentId: string, verb: "pay" | "fail" | "process" | "require_action" | "expire") => {
  const { event_id } = await world.gateway.client.change(paymentId, verb)
  await finishedEvent(world, event_id, "processed")
}

const paid = async () => {
  const ready = await world.shop.checkout()
  await report(ready.paymentId, "pay")
  const { order_id, order_display_id } = await world.shop.paymentStatus(ready.cart.id)
  return { ...ready, email: ready.cart.email!, orderId: order_id!, order: order_display_id! }
}

const payLink = (cartId: string): string => `https://shop.example/checkout?cart=${cartId}`

it("notifies customers with an account of a pending payment, not guests: it is not essential", async () => {
  const { email, shop } = await registerCustomer(world)
  const [own, guest] = [await shop.checkout({ email }), await world.shop.checkout()]
  await report(own.paymentId, "process")
  await report(guest.paymentId, "process")

  expect(await mailsAbout(world, email, "payment.pending")).toMatchObject([
    {
      subject: "Payment not confirmed yet for your order",
      text: expect.stringMatching(/Your payment of €25\.00 .* is on its way[^]*please do not pay again/),
    },
  ])
  expect(await messageAbout(world, guest.cart.email!, "payment.pending")).toMatchObject({
    state: "suppressed",
    reason: "guest",
    essential: false,
  })
  // Messages about the guest's own money come all the same.
  await report(guest.paymentId, "pay")
  expect(await mailsAbout(world, guest.cart.email!, "payment.captured")).toHaveLength(1)
  expect((await world.gateway.client.mailbox(guest.cart.email!)).map(({ template }) => template)).toEqual(["payment.captured"])
})

it.each([
  {
    fact: "payment.requires_action",
    verb: "require_action" as const,
    subject: "Please complete your payment for your order",
    text: /payment of €25\.00 .* needs one more step from you/,
  },
  {
    fact: "payment.failed",
    verb: "fail" as const,
    subject: "Payment failed for your order",
    text: /payment of €25\.00 .* did not go through/,
  },
])("links from a mail about $fact to the payment of that cart", async ({ fact, verb, subject, text }) => {
  const { cart, paymentId } = await world.shop.checkout()
  await report(paymentId, verb)
  const mails = await mailsAbout(world, cart.email!, fact)

  expect(mails).toMatchObject([{ subject, text: expect.stringMatching(text), data: { cart_id: cart.id } }])
  expect(mails[0]!.text).toContain(`Complete payment <${payLink(cart.id)}>`)
  expect(mails[0]!.html).toContain(`href="${payLink(cart.id)}"`)
})

it("waits for the configured delay, and sends nothing that is outdated by then", async () => {
  const { cart, paymentId } = await world.shop.checkout()
  await report(paymentId, "fail")
  const planned = await messageAbout(world, cart.email!, "payment.failed")
  expect(planned).toMatchObject({ state: "pending", attempts: 0 })
  expect(planned.next_attempt_at.getTime() - planned.created_at.getTime()).toBe(FAILED_DELAY_SECONDS * 1000)
  await report(paymentId, "pay")

  expect(await messageAbout(world, cart.email!, "payment.failed", "suppressed")).toMatchObject({
    reason: "overtaken_by_captured",
  })
  await mailsAbout(world, cart.email!, "payment.captured")
  expect((await world.gateway.client.mailbox(cart.email!)).map(({ template }) => template)).toEqual(["payment.captured"])
})

it("states the refunded and the remaining sum of each partial refund", async () => {
  const { paymentId, email, order, orderId } = await paid()
  for (const [index, amount] of [700, 300].entries()) {
    const { event_id } = await world.gateway.client.refund(paymentId, { amount })
    await finishedEvent(world, event_id, "processed")
    await mailsAbout(world, email, "refund.succeeded", index + 1)
  }
  const reported = (await outboxOf(world, email)).filter(({ fact }) => fact === "refund.succeeded")
  expect(reported.map(({ data }) => [data.amount, data.remaining_amount])).toEqual([
    ["700", "1800"],
    ["300", "1500"],
  ])

  const mails = await mailsAbout(world, email, "refund.succeeded")
  expect(mails[0]).toMatchObject({
    subject: `Refund for order #${order}`,
    text: expect.stringMatching(/^€7\.00 of your payment .* has been refunded\. €18\.00 of it has not been refunded\./),
  })
  expect(mails[0]!.text).toContain(`<https://shop.example/orders/${orderId}>`)
})

it("notifies the customer, too, of a refund that did not reach them", async () => {
  const { paymentId, email, order } = await paid()
  const { refund, event_id } = await world.gateway.client.refund(paymentId, { amount: 1000, status: "pending" })
  await finishedEvent(world, event_id, "processed")
  const failed = await world.gateway.client.updateRefund(paymentId, refund.id, "fail")
  await finishedEvent(world, failed.event_id, "processed")

  expect(await mailsAbout(world, email, "refund.failed")).toMatchObject([
    {
      subject: `Refund delayed for order #${order}`,
      text: expect.stringMatching(/Your refund of €10\.00 .* could not be completed\.[^]*There is nothing you need to do/),
    },
  ])
})

it("uses the language of a signed-in customer's metadata, and the cart's where it has one", async () => {
  const { id, email, shop } = await registerCustomer(world)
  await world.admin("POST", `/admin/customers/${id}`, { metadata: { locale: "de-AT" } })
  const silent = await shop.checkout({ email })
  await report(silent.paymentId, "fail")
  expect(await messageAbout(world, email, "payment.failed", "sent")).toMatchObject({ locale: "de-AT" })
  const french = await shop.checkout({ email, locale: "fr-FR" })
  await report(french.paymentId, "pay")
  await mailsAbout(world, email, "payment.captured")

  const { order_display_id } = await shop.paymentStatus(french.cart.id)
  expect((await world.gateway.client.mailbox(email)).map(({ subject }) => subject)).toEqual([
    "Zahlung fehlgeschlagen für Ihre Bestellung",
    `Paiement reçu pour la commande n°\u00a0${order_display_id}`,
  ])
})
