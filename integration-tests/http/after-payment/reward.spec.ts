import type { PaymentNotificationOptions } from "../../../src"
import type { ReadyCart } from "../../../scripts/lib/shop"
import { poll, useSharedStore } from "../../setup"
import { attentionOf, afterPaymentDone, forgetAfterPayment, reportAndAwait } from "../support/after-payment"
import { outcomeOf, paidOnce } from "../support/look"

const GROUP = "Has paid"

const promotion = { type: "percentage", value: 10, expiresInDays: 30, codePrefix: "MUG-" } as const
const afterPayment: PaymentNotificationOptions["afterPayment"] = { reward: { promotion }, customerGroup: { name: GROUP } }

const world = useSharedStore({ options: { notifications: { shop: { name: "Ada & Söhne" } }, afterPayment } })

beforeAll(async () => {
  await world.admin("POST", "/admin/customer-groups", { name: GROUP })
})

/** The coupons of a guest's orders. */
const coupons = async (email: string | null): Promise<Array<{ code: string; limit: number; used: number; ends_at: Date }>> =>
  (
    await world.db.query(
      `SELECT coupon.code, coupon."limit", coupon.used, campaign.ends_at
         FROM promotion coupon JOIN promotion_campaign campaign ON campaign.id = coupon.campaign_id
        WHERE coupon.deleted_at IS NULL AND campaign.campaign_identifier IN (SELECT 'payment-reward-' || id FROM "order" WHERE email = $1)`,
      [email],
    )
  ).rows

const rewardMails = async ({ cart }: Pick<ReadyCart, "cart">) =>
  (await world.gateway.client.mailbox(cart.email!)).filter(({ template }) => template === "reward.issued")

const rewarded = async (ready: ReadyCart) => {
  await reportAndAwait(world, ready, "pay", { delivery: { times: 3 } })
  const [mail] = await poll("the coupon's message", async () => {
    const mails = await rewardMails(ready)
    return mails.length > 0 && mails
  })
  return { mail: mail!, code: (await coupons(ready.cart.email))[0]!.code }
}

/** As if one more part of the payment had been captured. */
const capturedAgain = async ({ session }: ReadyCart) => {
  await world.db.query(
    `INSERT INTO payment_transition (id, payment_record_id, version, webhook_event_id, fact, from_state, to_state, amount, currency_code,
                                     announced_at, notified_at, after_payment_due_at)
     SELECT move.id || '_part', move.payment_record_id, move.version + 1, move.webhook_event_id, move.fact, 'captured', move.to_state,
            move.amount, move.currency_code, now(), now(), now()
       FROM payment_transition move JOIN payment_record record ON record.id = move.payment_record_id
      WHERE record.payment_session_id = $1 AND move.fact = 'payment.captured'`,
    [session.id],
  )
  await world.job("sweep")
  await afterPaymentDone(world, session.id)
}

const promotionsOf = async (cartId: string): Promise<string[]> =>
  (await world.shop.call<{ cart: any }>("GET", `/store/carts/${cartId}?fields=+promotions.code`)).cart.promotions.map(
    ({ code }: { code: string }) => code,
  )

const enter = async (cartId: string, code: string) =>
  (await world.shop.call<{ cart: { total: number } }>("POST", `/store/carts/${cartId}/promotions`, { promo_codes: [code] })).cart

it("issues one coupon per order, whatever is repeated, and notifies its customer once", async () => {
  const ready = await world.shop.checkout()
  const { mail, code } = await rewarded(ready)
  const { order_display_id } = await world.shop.paymentStatus(ready.cart.id)
  await forgetAfterPayment(world, ready.session.id)
  await afterPaymentDone(world, ready.session.id)
  await capturedAgain(ready)

  const [coupon, ...more] = await coupons(ready.cart.email)
  expect(more).toEqual([])
  expect(coupon).toMatchObject({ code: expect.stringMatching(/^MUG-[A-Z2-9]{12}$/), limit: 1, used: 0 })
  const days = (coupon!.ends_at.getTime() - Date.now()) / 86_400_000
  expect(days).toBeGreaterThan(29.9)
  expect(days).toBeLessThan(30)
  expect(mail).toMatchObject({
    subject: `A thank-you for order #${order_display_id}`,
    text: expect.stringContaining(`${code}: 10% off your next order.`),
    data: { coupon: { code } },
  })
  expect(mail.text).toContain(new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(coupon!.ends_at))
  expect(await rewardMails(ready)).toHaveLength(1)
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("accepts the coupon once, at that customer's checkout only", async () => {
  const first = await world.shop.checkout()
  const { code } = await rewarded(first)

  const foreign = await world.shop.checkout()
  expect((await enter(foreign.cart.id, code)).total).toBe(25)

  const { cart } = await world.shop.checkout({ email: first.cart.email! })
  expect((await enter(cart.id, code)).total).toBe(22.5)
  expect(await promotionsOf(cart.id)).toEqual([code])
  const session = await world.shop.createPaymentSession(cart.id)
  const second = { cart, session, paymentId: session.data.id }
  await reportAndAwait(world, second, "pay")
  const { rows } = await world.db.query(`SELECT captured_amount FROM payment_record WHERE payment_session_id = $1`, [session.id])
  expect(rows).toEqual([{ captured_amount: "2250" }])
  expect((await coupons(first.cart.email)).find((coupon) => coupon.code === code)).toMatchObject({ used: 1 })

  const third = await world.shop.checkout({ email: first.cart.email! })
  const refused = await enter(third.cart.id, code).catch(() => undefined)
  expect(refused?.total ?? 25).toBe(25)
  expect((await world.shop.cart(third.cart.id)).total).toBe(25)
})

it("does not reissue a coupon that the merchant has deleted", async () => {
  const ready = await world.shop.checkout()
  await rewarded(ready)
  const { promotions } = await world.admin<{ promotions: Array<{ id: string }> }>(
    "GET",
    `/admin/promotions?code=${(await coupons(ready.cart.email))[0]!.code}`,
  )
  await world.admin("DELETE", `/admin/promotions/${promotions[0]!.id}`)
  await capturedAgain(ready)

  expect(await coupons(ready.cart.email)).toEqual([])
  expect(await rewardMails(ready)).toHaveLength(1)
})

it("issues no coupon before the capture", async () => {
  const ready = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  await reportAndAwait(world, ready, "authorize")

  expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, payment_status: "authorized" })
  expect(await coupons(ready.cart.email)).toEqual([])
})

it("adds the customer to the group once", async () => {
  const ready = await world.shop.checkout()
  await reportAndAwait(world, ready, "pay")
  await forgetAfterPayment(world, ready.session.id)
  await afterPaymentDone(world, ready.session.id)

  const { rows } = await world.db.query(
    `SELECT customer_group.name FROM customer_group_customer member
       JOIN customer ON customer.id = member.customer_id JOIN customer_group ON customer_group.id = member.customer_group_id
      WHERE customer.email = $1 AND member.deleted_at IS NULL`,
    [ready.cart.email],
  )
  expect(rows).toEqual([{ name: GROUP }])
})

it("takes a fixed sum off in its own currency only, on large enough orders", async () => {
  const fixed = { type: "fixed", value: "4.50", currencyCode: "EUR", minimumAmount: 40 } as const
  await world.setOptions({ afterPayment: { reward: { promotion: fixed } } })
  const yen = await world.shop.checkout({ regionId: world.facts.regionIds.jpy! })
  await reportAndAwait(world, yen, "pay")
  const ready = await world.shop.checkout()
  const { mail, code } = await rewarded(ready)

  expect(await coupons(yen.cart.email)).toEqual([])
  expect(mail.text).toContain(`${code}: €4.50 off your next order of €40.00 or more.`)
  const small = await world.shop.checkout({ email: ready.cart.email! })
  expect((await enter(small.cart.id, code)).total).toBe(25)
  const large = await world.shop.checkout({ email: ready.cart.email!, quantity: 2 })
  expect((await enter(large.cart.id, code)).total).toBe(45.5)
  await world.shop.setAddress(large.cart.id, ready.cart.email!)
  expect((await world.shop.cart(large.cart.id)).total).toBe(45.5)
})

it("reports a missing group, and finishes the other steps", async () => {
  await world.setOptions({ afterPayment: { reward: { promotion }, customerGroup: { name: "Nobody" } } })
  const ready = await world.shop.checkout()
  const [captured] = await reportAndAwait(world, ready, "pay")
  await reportAndAwait(world, await world.shop.checkout(), "pay")

  expect(captured).toMatchObject({ after_payment_done_at: expect.any(Date), after_payment_attempts: 1 })
  expect(await coupons(ready.cart.email)).toHaveLength(1)
  expect(await attentionOf(world, "after_payment_failed")).toMatchObject([
    { subject_key: "customer-group:Nobody", detail: expect.stringContaining("Nobody") },
  ])
})

it("does none of this by default", async () => {
  await world.setOptions({})
  const ready = await world.shop.checkout()
  const [captured] = await reportAndAwait(world, ready, "pay")

  expect(captured).toMatchObject({ after_payment_done_at: expect.any(Date) })
  expect(await coupons(ready.cart.email)).toEqual([])
})
