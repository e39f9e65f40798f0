import { poll, useStore } from "../../setup"
import { finishedEvent } from "../support/look"
import { anEvent, send, signed, urlOf } from "../support/webhooks"

const TOKEN = "a-token-of-the-tests"
const ADMIN = "/admin/payment-notifications/metrics"

const world = useStore({ options: { metrics: { token: TOKEN } } })

const figures = async (query = "?window=1h") => (await world.admin<{ metrics: any }>("GET", `${ADMIN}${query}`)).metrics

const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${world.url}${path}`, { headers })

const scrape = (token?: string) => ask("/payment-notifications/metrics", token ? { authorization: `Bearer ${token}` } : {})

it("shows the figures to admins only, and the scrape to the token only", async () => {
  expect((await ask(ADMIN)).status).toBe(401)
  expect((await ask(ADMIN, { authorization: `Bearer ${TOKEN}` })).status).toBe(401)
  for (const token of [undefined, "", `${TOKEN}x`, TOKEN.slice(1)]) {
    const reply = await scrape(token)
    expect([reply.status, reply.headers.get("www-authenticate"), await reply.text()]).toEqual([401, "Bearer", ""])
  }
  const reply = await scrape(TOKEN)
  expect([reply.status, reply.headers.get("content-type")]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"])
  expect(await reply.text()).toContain("# TYPE payment_notifications_webhooks_total counter")
})

it.each(["?window=2h", "?window=1h&from=2030-01-01T00:00:00Z", "?from=yesterday", "?nonsense=1"])(
  "refuses %s, and names the reason",
  async (query) => {
    await expect(figures(query)).rejects.toThrow(/400/)
  },
)

it("counts the outcomes of calls, events and messages", async () => {
  const { cart, paymentId } = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(paymentId, "pay", {})
  await finishedEvent(world, event_id, "processed")
  const call = signed("hmac", anEvent({ id: "evt_metrics" }))
  for (let i = 0; i < 3; i++) await send(urlOf(world, "hmac"), call)
  for (let i = 0; i < 5; i++) await send(urlOf(world, "hmac"), { ...call, body: `${call.body} ` })
  await send(`${world.url}/webhooks/payments/made-up-1`, call)
  await send(`${world.url}/webhooks/payments/made-up-2`, call)
  const message = async () => (await world.gateway.client.mailbox(cart.email!)).length > 0
  await poll("the mail", message, { timeoutMs: 60_000 })
  await poll("the counts and the message", async () => {
    const { overall, by_account } = await figures()
    const unknown = by_account.find(({ account }: { account: string }) => account === "(unknown)")
    return unknown?.calls.unknown_account === 2 && overall.messages.sent > 0
  }, { timeoutMs: 60_000 }) // prettier-ignore
  const { overall, by_account, by_fact, by_channel } = await figures()

  expect(by_account.find(({ account }: { account: string }) => account === "hmac")).toMatchObject({
    calls: { accepted: 1, duplicate: 2, forged: 5 },
    receive_success: 3 / 8,
  })
  expect(overall).toMatchObject({ process_success: 1, send_success: 1, delivery_success_rate: 1, callback_success: null })
  expect(overall.delivery_time.p95_seconds).toBeGreaterThan(0)
  expect(by_fact.map(({ fact }: { fact: string }) => fact)).toContain("payment.captured")
  expect(by_channel).toMatchObject([{ channel: "email", send_success: 1 }])
})

it("has no scrape route without a token, and loses no count when it shuts down", async () => {
  const before = (await figures()).overall.calls.unknown_account
  await send(`${world.url}/webhooks/payments/made-up-3`, {})
  await world.setOptions({ metrics: {} })

  expect((await scrape(TOKEN)).status).toBe(404)
  expect((await figures()).overall.calls.unknown_account).toBe(before + 1)
})
