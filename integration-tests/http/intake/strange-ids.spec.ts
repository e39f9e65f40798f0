import { createHmac } from "node:crypto"
import { useSharedStore } from "../../setup"
import { send, signed } from "../support/webhooks"

const HMAC_SECRET = "the-secret-of-a-channel-of-our-own-making"
const ALIYUN_TOKEN = "the-token-of-the-aliyun-receipts-here"

const world = useSharedStore({
  options: {
    notifications: {
      shop: { name: "Example Store" },
      receipts: { hmac: { secrets: [HMAC_SECRET] }, aliyun: { tokens: [ALIYUN_TOKEN] } },
    },
  },
})

/** Ids that nobody can have; encoded as a URL carries them. */
const STRANGE = ["%00", "hmac%00", "a%0ab", "%1b%5b31m", "%e2%80%a8", "x".repeat(2_000), "..%2f..%2fetc", "'%20or%201=1--", "%20"]

const rows = async (): Promise<number> => (await world.db.query(`SELECT count(*)::int AS n FROM payment_webhook_event`)).rows[0].n

it.each(STRANGE)("answers 404 to webhooks for the account %s", async (id) => {
  const before = await rows()
  const { body, headers } = signed("hmac")
  for (const path of ["webhooks/payments", "webhooks/notifications", "hooks/payment"]) {
    const reply = await send(`${world.url}/${path}/${id}`, { body, headers })
    expect([path, reply.status, JSON.parse(reply.text).code]).toEqual([path, 404, "unknown_account"])
    expect(reply.text).not.toMatch(/select|syntax|invalid byte/i)
  }
  expect(await rows()).toBe(before)
})

it.each(STRANGE)("answers 404 to a GET for the account %s", async (id) => {
  expect((await send(`${world.url}/webhooks/payments/${id}`, { method: "GET" })).status).toBe(404)
})

it("writes one short line about each into the log", async () => {
  const { body, headers } = signed("hmac")
  await send(`${world.url}/webhooks/payments/forged%0aline%1b%5b31m${"y".repeat(3_000)}`, { body, headers })
  // Medusa's own access log has the path beside it, encoded as it came.
  const lines = (await world.logs()).filter((line) => line.includes("forged") && line.includes("refused with"))

  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/forged line \[31my{10,80}[^y]/)
  expect(lines[0]).not.toMatch(/y{100}|\u001b|\\u001b|\\n/)
})

const ADMIN_GETS = [
  "webhook-events/%00",
  "attention/%00",
  "payments/%00",
  "notifications/%00",
  "webhook-events?account=%00",
  "webhook-events?received_at[$gt]=%00",
  "attention?order_id=a%00b",
  "payments?cart_id[]=%00",
  "notifications?recipient=%00",
  "metrics?window=%00",
]

it.each(ADMIN_GETS)("answers 400 to an admin's GET of %s", async (path) => {
  const error = await world.admin("GET", `/admin/payment-notifications/${path}`).catch((error: unknown) => error)
  expect(error).toMatchObject({ status: 400 })
})

it.each([
  ["webhook-events/%00/replay", {}],
  ["webhook-events/%00/ignore", { reason: "x" }],
  ["webhook-events/pwhe_none/ignore", { reason: "a\0b" }],
  ["attention/%00/dismiss", { note: "x" }],
  ["attention/patt_none/dismiss", { note: "a\0b" }],
  ["notifications/%00/resend", {}],
])("answers 400 to an admin's POST of %s %j", async (path, body) => {
  const error = await world.admin("POST", `/admin/payment-notifications/${path}`, body).catch((error: unknown) => error)
  expect(error).toMatchObject({ status: 400 })
})

it("answers 400 to a storefront's NUL, and goes on with core's own routes", async () => {
  const headers = { "x-publishable-api-key": world.facts.publishableKey }
  const get = async (path: string) => (await fetch(`${world.url}${path}`, { headers })).status

  expect(await get("/store/carts/%00/payment-status")).toBe(400)
  expect(await get("/store/carts/cart_none/payment-status")).toBe(404)
})

/** A channel's signed report, as `notifications.receipts.hmac` reads it. */
function receipt(report: object) {
  const body = JSON.stringify([report])
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac("sha256", HMAC_SECRET).update(`${timestamp}.${body}`).digest("hex")
  return { body, headers: { "x-timestamp": timestamp, "x-signature": signature } }
}

it("takes receipts about messages that nobody can have sent, and writes nothing", async () => {
  const post = (report: object) => send(`${world.url}/webhooks/notifications/hmac`, receipt(report))

  expect((await post({ external_id: "\0", state: "undelivered", code: "a\0b" })).status).toBe(200)
  expect((await post({ notification_id: "pnot_\0", state: "delivered" })).status).toBe(200)
})

it("takes Aliyun's token from a header as well as from the query", async () => {
  const url = `${world.url}/webhooks/notifications/aliyun`
  const post = (query: string, headers: Record<string, string>) =>
    send(url + query, { body: "[]", headers: { "content-type": "application/json", ...headers } })

  expect((await post("", { authorization: `Bearer ${ALIYUN_TOKEN}` })).status).toBe(200)
  expect((await post(`?token=${ALIYUN_TOKEN}`, {})).status).toBe(200)
  expect((await post("", { authorization: "Bearer of nothing" })).status).toBe(400)
  expect((await post(`?token=${ALIYUN_TOKEN}`, { authorization: "Bearer of-nothing" })).status).toBe(400)
  expect((await post("", {})).status).toBe(400)
})
