import { CA } from "../../../src/testing/keys/tls"
import { PASSWORD, startMailServer, USER, type MailServer } from "../../../src/providers/notification-smtp/__tests__/mail-server"
import type { Shop } from "../../../scripts/lib/shop"
import { poll, uniqueEmail, useStore } from "../../setup"
import { registerCustomer } from "../support/customer"
import { reportAndAwait } from "../support/after-payment"
import { outboxOf, messageAbout } from "../support/messages"

const BACKEND = "https://api.shop.example"
const PREFERENCES = "/store/customers/me/notification-preferences"
const REWARD = "reward.issued"

let server: MailServer

const world = useStore(async () => {
  server = await startMailServer()
  const smtp = {
    ...{ host: "localhost", port: server.port, requireTls: true, tls: { ca: CA } },
    ...{ auth: { user: USER, pass: PASSWORD }, from: "orders@shop.example" },
  }
  return {
    env: { SMTP_OPTIONS: JSON.stringify(smtp) },
    options: {
      notifications: { unsubscribe: { secrets: ["u".repeat(32)], backendUrl: BACKEND } },
      afterPayment: { reward: { promotion: { type: "percentage", value: 10 } } },
    },
  }
})

afterAll(() => server?.close())

const buy = async (shop: Shop, email: string) => reportAndAwait(world, await shop.checkout({ email }), "pay")

const mailsTo = (email: string) =>
  server.mails.filter(({ envelope }) => envelope.rcptTo.some(({ address }) => address === email)).map(({ parsed }) => parsed)

/** The messages about rewards to a customer, once there are as many and none is on its way. */
const rewardsOf = (email: string, count: number) =>
  poll(`${count} finished messages about rewards`, async () => {
    const rows = (await outboxOf(world, email)).filter(({ fact }) => fact === REWARD)
    return rows.length >= count && rows.every(({ state }) => ["sent", "suppressed"].includes(state)) && rows
  })

/** A message once it has been tried, and is not on its way any more. */
const tried = (email: string, id: string) =>
  poll("an attempt", async () =>
    (await outboxOf(world, email)).find((row) => row.id === id && row.attempts > 0 && row.state !== "sending"),
  )

const headerOf = ({ headerLines }: { headerLines: ReadonlyArray<{ key: string; line: string }> }, name: string) =>
  headerLines.find(({ key }) => key === name)?.line.replace(/^[^:]+: /, "")

it.each([
  ["a customer with an account", () => registerCustomer(world)],
  ["a guest", async () => ({ email: uniqueEmail(), shop: world.shop })],
])("lets %s unsubscribe by the link in a mail that is not essential, and respects that", async (_who, person) => {
  const { email, shop } = await person()
  await buy(shop, email)
  expect(await rewardsOf(email, 1)).toMatchObject([{ state: "sent", essential: false }])
  await messageAbout(world, email, "payment.captured", "sent")
  const mails = mailsTo(email)
  const reward = mails.find(({ subject }) => subject?.startsWith("A thank-you"))!
  const received = mails.find(({ subject }) => subject?.startsWith("Payment received"))!
  expect(headerOf(received, "list-unsubscribe")).toBeUndefined()
  expect(headerOf(reward, "list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click")
  const [, url = ""] = /^<(.+)>$/.exec(headerOf(reward, "list-unsubscribe") ?? "") ?? []
  expect(url.startsWith(`${BACKEND}/payment-notifications/unsubscribe?token=`)).toBe(true)
  expect(reward.text).toContain(`Unsubscribe <${url}>`)

  const clicked = await fetch(url.replace(BACKEND, world.url), {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  })
  expect(clicked.status).toBe(200)
  await buy(shop, email)

  expect(await rewardsOf(email, 2)).toMatchObject([{ state: "sent" }, { state: "suppressed", reason: "opted_out" }])
  // Messages about their money come all the same.
  const captured = (await outboxOf(world, email)).filter(({ fact }) => fact === "payment.captured")
  expect(captured).toHaveLength(2)
  expect(mailsTo(email).filter(({ subject }) => subject?.startsWith("A thank-you"))).toHaveLength(1)
})

it("delays messages that are not essential until a customer's quiet hours end, by their clock", async () => {
  const { email, shop } = await registerCustomer(world)
  const minute = Math.floor(Date.now() / 60_000) * 60_000
  const over = new Date(minute + 2 * 3600_000)
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Tokyo", hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
  const quiet_hours = { from: clock.format(minute - 3600_000), to: clock.format(over), time_zone: "Asia/Tokyo" }
  await shop.call("PUT", PREFERENCES, { quiet_hours })
  await buy(shop, email)

  expect(await messageAbout(world, email, "payment.captured", "sent")).toMatchObject({ attempts: 1 })
  const waiting = await messageAbout(world, email, REWARD)
  expect(waiting).toMatchObject({ state: "pending", attempts: 0 })
  expect(Math.abs(waiting.next_attempt_at.getTime() - over.getTime())).toBeLessThan(2_000)

  // Even where it is tried sooner, as after a failure, it respects the quiet hours.
  const tryNow = () => world.db.query(`UPDATE payment_notification SET next_attempt_at = now() WHERE id = $1`, [waiting.id])
  await tryNow()
  const postponed = await tried(email, waiting.id)
  expect(postponed).toMatchObject({ state: "pending", reason: "quiet_hours" })
  expect(Math.abs(postponed.next_attempt_at.getTime() - over.getTime())).toBeLessThan(2_000)
  expect(mailsTo(email)).toHaveLength(1)

  await shop.call("PUT", PREFERENCES, { quiet_hours: null })
  await tryNow()
  expect(await messageAbout(world, email, REWARD, "sent")).toMatchObject({ id: waiting.id })
  expect(mailsTo(email)).toHaveLength(2)
})
