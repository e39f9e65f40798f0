import webPush from "web-push"
import type { Shop } from "../../../scripts/lib/shop"
import { createPushService, type PushService } from "../../../src/testing"
import { createCustomerShop, createShop, useSharedStore } from "../../setup"
import { registerCustomer } from "../support/customer"

const { publicKey } = webPush.generateVAPIDKeys()

let push: PushService
let mine: Shop
let theirs: Shop

const world = useSharedStore(async () => {
  push = createPushService()
  const { host } = new URL(await push.listen())
  return { options: { notifications: { push: { publicKey, allowedHosts: [host] } } } }
})

beforeAll(async () => {
  mine = await createCustomerShop(world.url, world.facts)
  theirs = (await registerCustomer(world)).shop
})

afterAll(() => push?.close())

interface Device {
  readonly id: string
  readonly user_agent: string | null
  readonly locale: string | null
}

const PATH = "/store/customers/me/push-subscriptions"
const list = async (shop: Shop) => (await shop.call<{ push_subscriptions: Device[] }>("GET", PATH)).push_subscriptions
const ids = async (shop: Shop) => (await list(shop)).map(({ id }) => id)
const register = async (shop: Shop, body: unknown) =>
  (await shop.call<{ push_subscription: Device }>("POST", PATH, body)).push_subscription

it("shows storefronts the key to subscribe with", async () => {
  expect(await world.shop.call("GET", "/store/push-key")).toEqual({ push_key: { public_key: publicKey } })
})

it("saves a customer's browser, and shows it to them without its secrets", async () => {
  const { endpoint, keys, expirationTime } = push.subscribe()
  const device = await register(mine, { endpoint, keys, expirationTime, locale: "de-DE" })

  expect(device).toEqual({
    id: expect.stringMatching(/^psub_/),
    user_agent: expect.any(String),
    locale: "de-DE",
    expires_at: null,
    created_at: expect.any(String),
    last_seen_at: expect.any(String),
  })
  expect(await list(mine)).toEqual([device])
  const { rows } = await world.db.query(`SELECT endpoint, p256dh, auth FROM push_subscription WHERE id = $1`, [device.id])
  expect(rows).toEqual([{ endpoint, ...keys }])
  expect(await register(mine, { endpoint, keys })).toMatchObject({ id: device.id, locale: null })
})

it("takes the endpoints of browsers' own push services, and of those that the option names", async () => {
  const { keys } = push.subscribe()
  const take = (endpoint: string) => register(theirs, { endpoint, keys })
  for (const host of [
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "web.push.apple.com",
    "wns2-db5p.notify.windows.com",
  ]) {
    const { id } = await take(`https://${host}/${Date.now()}`)
    await theirs.call("DELETE", `${PATH}/${id}`)
  }
  await expect(take("https://push.example.com/a")).rejects.toMatchObject({ status: 400 })
  await world.setOptions({
    notifications: { push: { publicKey, services: ["push.example.com"], allowedHosts: [new URL(push.url).host] } },
  })
  const { id } = await take("https://push.example.com/a")
  await theirs.call("DELETE", `${PATH}/${id}`)
  await world.setOptions({ notifications: { push: { publicKey, allowedHosts: [new URL(push.url).host] } } })
})

it("lets a customer see and delete their own browsers only", async () => {
  const device = await register(mine, push.subscribe())

  expect(await ids(theirs)).toEqual([])
  await expect(theirs.call("DELETE", `${PATH}/${device.id}`)).rejects.toMatchObject({ status: 404, body: { type: "not_found" } })
  expect(await ids(mine)).toContain(device.id)
  expect(await mine.call("DELETE", `${PATH}/${device.id}`)).toEqual({ id: device.id, object: "push_subscription", deleted: true })
  expect(await ids(mine)).not.toContain(device.id)
  await expect(mine.call("DELETE", `${PATH}/${device.id}`)).rejects.toMatchObject({ status: 404 })
})

it("reassigns a browser to the customer who is signed in on it now", async () => {
  const browser = push.subscribe()
  const before = await register(mine, browser)
  const after = await register(theirs, browser)

  expect(after.id).not.toBe(before.id)
  expect(await ids(theirs)).toEqual([after.id])
  expect(await ids(mine)).not.toContain(before.id)
})

it("saves the last seen twenty browsers of a customer", async () => {
  const devices = []
  for (let i = 0; i < 21; i++) devices.push(await register(theirs, push.subscribe()))

  expect(await ids(theirs)).toEqual(
    devices
      .slice(1)
      .reverse()
      .map(({ id }) => id),
  )
})

it.each<[string, object, RegExp]>([
  ["plain http", { endpoint: "http://push.example/a" }, /endpoint/],
  ["the store's own network", { endpoint: "https://127.0.0.1/a" }, /endpoint.*not public/],
  ["a metadata service", { endpoint: "https://169.254.169.254/latest" }, /endpoint.*not public/],
  ["a server that is no push service", { endpoint: "https://push.example.com/a" }, /no push service that this store knows/],
  ["a host that only looks like a push service", { endpoint: "https://fcm.googleapis.com.example.com/a" }, /no push service/],
  ["another port of an allowed host", { endpoint: "http://127.0.0.1:1/a" }, /endpoint/],
  ["no URL", { endpoint: "nonsense" }, /endpoint/],
  ["a key that is none", { keys: { p256dh: "AAAA", auth: "AAAA" } }, /p256dh.*auth/s],
  ["a subscription that has ended", { expirationTime: 1 }, /expirationTime/],
  ["a language that is none", { locale: "<script>" }, /locale/],
  ["another's id", { customer_id: "cus_1" }, /customer_id/],
])("refuses %s", async (_what, wrong, message) => {
  const before = await ids(mine)
  await expect(register(mine, { ...push.subscribe(), ...wrong })).rejects.toMatchObject({
    status: 400,
    body: { type: "invalid_data", message: expect.stringMatching(message) },
  })
  expect(await ids(mine)).toEqual(before)
})

it("refuses callers who are not signed in", async () => {
  const anonymous = createShop(world.url, world.facts)
  const admin = createShop(world.url, world.facts, world.facts.adminToken)
  for (const shop of [anonymous, admin]) {
    await expect(list(shop)).rejects.toMatchObject({ status: 401 })
    await expect(register(shop, push.subscribe())).rejects.toMatchObject({ status: 401 })
    await expect(shop.call("DELETE", `${PATH}/psub_1`)).rejects.toMatchObject({ status: 401 })
  }
})

it("saves no browser where the store sends no push messages", async () => {
  await world.setOptions({})

  await expect(world.shop.call("GET", "/store/push-key")).rejects.toMatchObject({ status: 404 })
  await expect(register(mine, push.subscribe())).rejects.toMatchObject({ status: 404 })
  expect(await ids(mine)).toHaveLength(1)
})
