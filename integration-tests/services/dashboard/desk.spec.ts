import type { ReadyCart } from "../../../scripts/lib/shop"
import { poll } from "../../setup"
import { attentionOf, type ShownItem } from "../../http/support/attention"
import { paidOrder } from "../../http/support/disputes"
import { finishedEvent } from "../../http/support/look"
import { picture, violations } from "../support/page"
import { bell, bellSays, inviteColleague, signIn, startDesk, type Desk } from "./support/desk"

let desk: Desk

// The dashboard is built here, once: the longest part.
beforeAll(async () => {
  desk = await startDesk()
}, 600_000)

afterAll(() => desk?.stop())

// Each test begins with nothing to review.
afterEach(async () => {
  for (const context of desk.browser.contexts()) await context.close()
  const { attention } = await attentionOf(desk.world).list("state=open")
  for (const { id } of attention) await attentionOf(desk.world).dismiss(id, { note: "left by a test" })
})

/** A checkout over €25.00 of which the gateway reports €24.00, as the item that it becomes. */
async function mismatch(): Promise<{ ready: ReadyCart; item: ShownItem }> {
  const ready = await desk.world.shop.checkout()
  const { event_id } = await desk.world.gateway.client.change(ready.paymentId, "pay", { amount: 2400 })
  await finishedEvent(desk.world, event_id, "quarantined")
  return { ready, item: await attentionOf(desk.world).about(ready.session.id) }
}

const pathOf = (item: ShownItem) => `${desk.world.url}/app/payment-notifications/attention/${item.id}`

it("leads from the bell to a refund at the gateway", async () => {
  const { ready, item } = await mismatch()
  const { device, page } = await signIn(desk)
  await bellSays(page, "Payments to review: 1")
  await bell(page).click()
  const urgent = page.getByRole("link", { name: /A payment differs from its order/ })
  await urgent.waitFor()
  expect(await violations(page, '[data-testid="payment-notifications-bell"]', '[role="dialog"]')).toEqual([])
  await picture(page, "bell")
  await urgent.click()

  await page.getByText("Expected €25.00, reported €24.00.").first().waitFor()
  expect(await violations(page, "main")).toEqual([])
  await picture(page, "item")
  await page.getByRole("button", { name: "Refund", exact: true }).click()
  const refund = page.getByRole("button", { name: "Refund · €24.00" })
  expect(await refund.isDisabled()).toBe(true)
  expect(await violations(page, '[role="dialog"]')).toEqual([])
  await picture(page, "refund")
  await page.getByLabel("Note").fill("agreed on the phone")
  await page.getByRole("checkbox", { name: "The sum is right: €24.00" }).check()
  await refund.click()

  await bellSays(page, "No payments to review")
  await page.getByText("agreed on the phone").first().waitFor()
  const calls = await desk.world.gateway.client.moneyCalls(ready.paymentId)
  expect(calls.map(({ verb, status }) => `${verb} ${status}`)).toEqual(["refund 200"])
  expect(await attentionOf(desk.world).show(item.id)).toMatchObject({ state: "resolved", resolution: "refunded" })
  expect(device.errors).toEqual([])
}, 240_000)

it("shows what a colleague has decided meanwhile, and decides nothing over it", async () => {
  const { ready, item } = await mismatch()
  const colleague = await signIn(desk, await inviteColleague(desk.world, "Grace"))
  const { page } = await signIn(desk)
  for (const each of [page, colleague.page]) await each.goto(pathOf(item))
  await page.getByRole("button", { name: "Refund", exact: true }).click()
  await page.getByRole("checkbox", { name: /^The sum is right/ }).check()

  await colleague.page.getByRole("button", { name: "Dismiss" }).click()
  const dismiss = colleague.page.getByRole("dialog").getByRole("button", { name: "Dismiss" })
  expect(await dismiss.isDisabled()).toBe(true)
  await colleague.page.getByLabel("Why nothing is done").fill("paid by bank transfer")
  await dismiss.click()
  await bellSays(colleague.page, "No payments to review")
  const refund = page.getByRole("button", { name: "Refund · €24.00" })
  // The page asks every few seconds: it has either noticed, or its refund is refused.
  if (await refund.isVisible()) await refund.click()

  await page.getByText("This has been decided meanwhile.").waitFor({ timeout: 30_000 })
  await page.getByRole("button", { name: "Cancel" }).click()
  await page.getByText("Grace Example · Dismiss · done").waitFor()
  await page.getByText("paid by bank transfer").first().waitFor()
  expect(await desk.world.gateway.client.moneyCalls(ready.paymentId)).toEqual([])
  expect(await attentionOf(desk.world).show(item.id)).toMatchObject({ resolution: "dismissed" })
}, 240_000)

it("lists what is open, and what was decided where one asks for it; says why it cannot be read", async () => {
  const { page } = await signIn(desk)
  let isAway = true
  await page.route("**/admin/payment-notifications/attention?**", (route) =>
    isAway ? route.fulfill({ status: 503, json: { message: "the database took too long" } }) : route.continue(),
  )
  await page.goto(`${desk.world.url}/app/payment-notifications/attention`)
  await page.getByText("the database took too long").waitFor()
  expect(await violations(page, "main")).toEqual([])
  isAway = false
  await page.getByRole("button", { name: "Try again" }).click()
  await page.getByText("Nothing to review").waitFor()
  await picture(page, "nothing")

  const { item } = await mismatch()
  await page.goto(`${desk.world.url}/app/payment-notifications/attention`)
  await page.getByRole("link", { name: "A payment differs from its order" }).waitFor()
  await page.getByRole("cell", { name: "€24.00" }).waitFor()
  expect(await violations(page, "main table")).toEqual([])
  await picture(page, "list")
  await attentionOf(desk.world).dismiss(item.id, { note: "counted by hand" })
  await page.goto(`${desk.world.url}/app/payment-notifications/attention?state=["resolved"]`)
  await page.getByRole("cell", { name: "Dismissed" }).first().waitFor()
}, 240_000)

it("shows what a provider reported, ignores it for a reason, and applies it again", async () => {
  const { ready, item } = await mismatch()
  const eventOf = async () =>
    (await desk.world.db.query(`SELECT state, reason FROM payment_webhook_event WHERE id = $1`, [item.webhook_event_id])).rows[0]
  const { device, page } = await signIn(desk)
  await page.goto(`${desk.world.url}/app/payment-notifications/events?state=["quarantined"]`)
  await page.getByRole("cell", { name: ready.paymentId }).waitFor()
  expect(await violations(page, "main table")).toEqual([])
  await picture(page, "events")
  const row = page.getByRole("row").filter({ hasText: ready.paymentId })
  await row.getByRole("link").click()
  await page.getByText("amount_mismatch").waitFor()
  await page.getByText("It has changed nothing.").waitFor()
  expect(await violations(page, "main")).toEqual([])
  await picture(page, "event")

  await page.getByRole("button", { name: "Ignore" }).click()
  await page.getByLabel("Why nothing is done").fill("sent by a test shop")
  expect(await violations(page, '[role="dialog"]')).toEqual([])
  await page.getByRole("dialog").getByRole("button", { name: "Ignore" }).click()
  await page.locator("main").getByText("sent by a test shop").waitFor()
  expect(await eventOf()).toEqual({ state: "ignored", reason: "sent by a test shop" })
  expect(await page.getByRole("button", { name: "Ignore" }).count()).toBe(0)
  await page.getByRole("button", { name: "Apply again" }).click()
  await page.locator("main").getByText("Held for review").waitFor()
  expect(await eventOf()).toEqual({ state: "quarantined", reason: "amount_mismatch" })
  expect(device.errors).toEqual([])
}, 240_000)

it("tells on the order's page what happened to its money, in the dashboard's language", async () => {
  const paid = await paidOrder(desk.world)
  await finishedEvent(desk.world, (await desk.world.gateway.client.refund(paid.paymentId, { amount: 500 })).event_id, "processed")
  await poll("the customer's mails", async () => {
    const { order } = await desk.world.admin<any>("GET", `/admin/payment-notifications/orders/${paid.orderId}`)
    return order.notifications.filter(({ state }: any) => state === "sent").length === 2
  })
  const { page } = await signIn(desk)
  await page.goto(`${desk.world.url}/app/orders/${paid.orderId}`)
  const section = page.getByRole("heading", { name: "Money of this order" }).locator("xpath=../..")
  await section.getByText("arrived: 2").waitFor()
  const told = await section.innerText()
  for (const words of ["Payment by stripe", "Paid", "€25.00 of €25.00", "Refunded", "€5.00", "arrived: 2"]) {
    expect(told).toContain(words)
  }
  await picture(page, "order")

  await page.evaluate(() => (globalThis as any).localStorage.setItem("lng", "de"))
  await page.context().addCookies([{ name: "lng", value: "de", url: desk.world.url }])
  await page.reload()
  await page.getByRole("heading", { name: "Geld dieser Bestellung" }).waitFor()
  await page.getByText("25,00 € von 25,00 €").waitFor()
}, 240_000)
