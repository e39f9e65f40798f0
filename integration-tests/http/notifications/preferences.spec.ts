import type { PaymentNotification } from "../../../src/services/store/entities"
import { signUnsubscribe } from "../../../src/services/notifications/unsubscribe-token"
import { poll, useSharedStore } from "../../setup"
import { registerCustomer } from "../support/customer"
import { finishedEvent } from "../support/look"

const secrets = ["u".repeat(32)]
const notifications = {
  channels: { customer: ["email", "sms-backup"] },
  failover: { email: ["email-backup"] },
  addressKinds: { "email-backup": "email" as const, "sms-backup": "phone" as const },
  unsubscribe: { secrets, backendUrl: "https://api.shop.example" },
}

const world = useSharedStore({ options: { notifications } })

const ON_ALL = { email: true, "email-backup": true, "sms-backup": true }

const PREFERENCES = "/store/customers/me/notification-preferences"

const rowsOf = async (customerId: string): Promise<PaymentNotification[]> =>
  (await world.db.query(`SELECT * FROM payment_notification WHERE customer_id = $1`, [customerId])).rows

it("shows a customer every topic on every channel, and saves their choice", async () => {
  const customer = await registerCustomer(world)
  const { notification_preferences: before } = await customer.shop.call<any>("GET", PREFERENCES)
  expect(before.quiet_hours).toBeNull()
  expect(before.topics).toContainEqual({ topic: "reward", essential: false, channels: ON_ALL })
  expect(before.topics).toContainEqual({ topic: "payment", essential: true, channels: ON_ALL })

  const quiet_hours = { from: "22:00", to: "07:00", time_zone: "Europe/Berlin" }
  const chosen = { topics: { reward: { email: false } }, quiet_hours }
  const { notification_preferences: after } = await customer.shop.call<any>("PUT", PREFERENCES, chosen)

  expect(after.quiet_hours).toEqual(quiet_hours)
  expect(after.topics).toContainEqual({ topic: "reward", essential: false, channels: { ...ON_ALL, email: false } })
  expect(await customer.shop.call("GET", PREFERENCES)).toEqual({ notification_preferences: after })
  const other = await registerCustomer(world)
  expect(await other.shop.call("GET", PREFERENCES)).toEqual({ notification_preferences: before })
})

it.each<[string, object, RegExp]>([
  ["a topic there is not", { topics: { gossip: { email: false } } }, /gossip/],
  ["a channel the store has not", { topics: { reward: { pigeon: false } } }, /pigeon/],
  ["a time that is none", { quiet_hours: { from: "25:00", to: "07:00", time_zone: "UTC" } }, /from must be a time/],
  ["a time zone that is none", { quiet_hours: { from: "22:00", to: "07:00", time_zone: "Mars" } }, /time_zone/],
])("refuses %s", async (_what, wrong, message) => {
  const customer = await registerCustomer(world)

  await expect(customer.shop.call("PUT", PREFERENCES, wrong)).rejects.toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(message) },
  })
})

it("refuses callers who are not signed in", async () => {
  await expect(world.shop.call("GET", PREFERENCES)).rejects.toMatchObject({ status: 401 })
})

it("switches a topic off with one click on a signed link, and only after the click", async () => {
  const customer = await registerCustomer(world)
  const token = signUnsubscribe({ customerId: customer.id, topic: "reward", channel: "email" }, secrets)
  const url = `${world.url}/payment-notifications/unsubscribe?token=${token}`
  const wanted = async () => {
    const { notification_preferences: now } = await customer.shop.call<any>("GET", PREFERENCES)
    return now.topics.find(({ topic }: { topic: string }) => topic === "reward").channels
  }

  const asked = await fetch(url)
  expect([asked.status, await asked.text()]).toEqual([200, expect.stringContaining('<form method="post">')])
  const inGerman = await fetch(url, { headers: { "accept-language": "de-AT,de;q=0.9,en;q=0.5" } })
  expect(await inGerman.text()).toMatch(/<html lang="de">.*<h1>Abmelden<\/h1>/)
  expect(await wanted()).toEqual(ON_ALL)
  const headers = { "content-type": "application/x-www-form-urlencoded" }
  expect((await fetch(url, { method: "POST", headers, body: "List-Unsubscribe=One-Click" })).status).toBe(200)
  expect(await wanted()).toEqual({ email: false, "email-backup": false, "sms-backup": true })
  expect((await fetch(`${url}x`, { method: "POST", headers })).status).toBe(400)
})

it("keeps no row for a customer whom Medusa does not have", async () => {
  const token = signUnsubscribe({ customerId: "cus_gone", topic: "reward", channel: "email" }, secrets)
  const url = `${world.url}/payment-notifications/unsubscribe?token=${token}`

  expect((await fetch(url, { method: "POST" })).status).toBe(200)
  expect((await world.db.query(`SELECT * FROM notification_preference WHERE customer_id = 'cus_gone'`)).rows).toEqual([])
})

it.each([
  ["asks", "GET", true],
  ["thanks", "POST", true],
  ["refuses", "GET", false],
])("lets nobody frame the page that %s, read its URL or run a script in it", async (_page, method, known) => {
  const signed = signUnsubscribe({ customerId: "cus_gone", topic: "reward", channel: "email" }, secrets)
  const token = known ? signed : "x"
  const { headers, status } = await fetch(`${world.url}/payment-notifications/unsubscribe?token=${token}`, { method })

  expect(status).toBe(known ? 200 : 400)
  expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/)
  expect(headers.get("content-security-policy")).not.toContain("script-src")
  expect(headers.get("x-content-type-options")).toBe("nosniff")
  expect(headers.get("referrer-policy")).toBe("no-referrer")
})

it("notifies a customer on the channels left on, and shows the other's suppression", async () => {
  const customer = await registerCustomer(world)
  await customer.shop.call("PUT", PREFERENCES, { topics: { payment: { "sms-backup": false } } })
  const { paymentId } = await customer.shop.checkout({ email: customer.email, phone: "+49 30 1234567" })
  const { event_id } = await world.gateway.client.change(paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  await poll("both messages to be finished", async () => {
    const rows = await rowsOf(customer.id)
    return rows.length === 2 && rows.every(({ state }) => ["sent", "suppressed"].includes(state))
  })

  const { notifications: listed } = await world.admin<any>(
    "GET",
    `/admin/payment-notifications/notifications?customer_id=${customer.id}&order=channel`,
  )
  expect(listed).toMatchObject([
    { channel: "email", state: "sent", provider_id: expect.any(String) },
    { channel: "sms-backup", state: "suppressed", reason: "opted_out", recipient: "+49301234567" },
  ])
})
