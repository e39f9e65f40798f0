import { createPublicKey, generateKeyPairSync, randomUUID } from "node:crypto"
import { createVerifier, httpbis } from "http-message-signatures"
import Stripe from "stripe"
import { faults } from "../../../src/services/deliveries/agents/__tests__/schemas"
import { poll, useStore } from "../../setup"
import { receivers, type Receiver } from "../support/deliveries"
import { finishedEvent } from "../support/look"

const ACP_SECRET = "the assistant's own secret"
const PROFILE = "https://shop.example/.well-known/ucp"
const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey
const PERMALINK = "https://shop.example/orders/{order_id}"
const FACTS = ["payment.*", "refund.*", "dispute.*"]

let acp: Receiver
let ucp: Receiver

const world = useStore(async () => {
  ;({ acp, ucp } = await receivers("acp", "ucp"))
  const destinations = [
    {
      id: "assistant",
      config: { dialect: "acp", url: `http://${acp.host}/orders`, orders: { agent: "both" }, permalink: PERMALINK },
      facts: FACTS,
      secrets: [ACP_SECRET],
    },
    {
      id: "shopping",
      config: {
        dialect: "ucp",
        url: `http://${ucp.host}/events/order?v=1`,
        orders: { agent: "both" },
        checkoutIdKey: "ucp_checkout_id",
        permalink: PERMALINK,
      },
      facts: FACTS,
    },
  ]
  const signingKeys = [key.export({ format: "pem", type: "pkcs8" }).toString()]
  return {
    options: {
      deliveries: { allowedHosts: [acp.host, ucp.host], destinations, ucp: { profile: PROFILE, signingKeys } } as never,
    },
  }
})

afterAll(() => Promise.all([acp?.stop(), ucp?.stop()]))

beforeEach(() => {
  for (const receiver of [acp, ucp]) receiver.answer = (response) => void response.end()
})

/** The bodies that a platform was sent of an order, with their headers. */
const sentOf = (receiver: Receiver, orderId: string) =>
  receiver.calls
    .map(({ headers, body, ...call }) => ({ ...call, headers, raw: body, body: JSON.parse(body.toString()) }))
    .filter(({ body }) => (body.data ?? body).id === orderId)

/** A cart that the platform's checkout has made, with its metadata, and is paid. */
async function agentOrder(
  metadata: Record<string, unknown> = { agent: "both", ucp_checkout_id: randomUUID() },
  sessionData?: object,
) {
  const ready = await world.shop.checkout({ ...(sessionData && { sessionData: sessionData as never }) })
  await world.db.query(`UPDATE cart SET metadata = $2 WHERE id = $1`, [ready.cart.id, metadata])
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  const { order_id } = await world.shop.paymentStatus(ready.cart.id)
  return { ...ready, orderId: order_id!, metadata }
}

const deliveries = async (orderId: string) =>
  (
    await world.db.query(
      `SELECT delivery.*, snapshot.at FROM delivery LEFT JOIN delivery_snapshot AS snapshot ON snapshot.delivery_id = delivery.id
        WHERE subject IN (SELECT id FROM payment_record WHERE order_id = $1) ORDER BY destination_id, sequence`,
      [orderId],
    )
  ).rows

const settled = (orderId: string, count: number) =>
  poll(`${count} deliveries to end`, async () => {
    const rows = await deliveries(orderId)
    return rows.length === count && rows.every(({ state }) => ["delivered", "canceled", "dead"].includes(state)) && rows
  })

it("sends both platforms the whole order, valid and signed, and then a refund with the sign that each writes", async () => {
  const { orderId, paymentId, cart, metadata } = await agentOrder()
  await settled(orderId, 2)
  const refunded = await world.gateway.client.refund(paymentId, { amount: 1000 })
  await finishedEvent(world, refunded.event_id, "processed")
  await poll("the refund at both", async () =>
    [acp, ucp].every((receiver) => JSON.stringify(sentOf(receiver, orderId).at(-1)?.body).includes('"completed"')),
  )

  const [created, ...updates] = sentOf(acp, orderId)
  expect(created!.body).toMatchObject({
    type: "order_create",
    data: { checkout_session_id: cart.id, status: "confirmed", permalink_url: `https://shop.example/orders/${orderId}` },
  })
  const last = updates.at(-1)!
  expect(last.body.type).toBe("order_update")
  expect(last.body.data.adjustments).toMatchObject([{ type: "refund", status: "completed", amount: 1000, currency: "eur" }])
  expect(last.body.data.totals).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ type: "total", amount: 2500 }),
      expect.objectContaining({ type: "amount_refunded", amount: 1000 }),
    ]),
  )
  for (const { body, raw, headers } of [created!, ...updates]) {
    expect(faults("acp", body)).toEqual([])
    const { signature } = new Stripe("sk_test_1").webhooks
    expect(signature!.verifyHeader(raw.toString(), headers["merchant-signature"]!, ACP_SECRET, 300)).toBe(true)
  }

  const orders = sentOf(ucp, orderId)
  expect(orders[0]!.body).toMatchObject({
    checkout_id: metadata.ucp_checkout_id,
    currency: "EUR",
    line_items: [{ quantity: { original: 1 } }],
  })
  expect(orders.at(-1)!.body.adjustments).toMatchObject([{ type: "refund", status: "completed", totals: [{ amount: -1000 }] }])
  const times = orders.map(({ headers }) => Number(headers["webhook-timestamp"]))
  expect(times).toEqual([...new Set(times)].sort())
  const profile = await (await fetch(`${world.url}/.well-known/ucp`)).json()
  for (const call of orders) {
    expect(faults("ucp", call.body)).toEqual([])
    expect(await verified(call, profile)).toBe(true)
  }
  // No person: neither address nor name.
  expect(JSON.stringify([...orders, ...sentOf(acp, orderId)].map(({ body }) => body))).not.toMatch(/@|Example Street|Ada/)
})

/** A platform with http-message-signatures, and the profile that the store serves. */
async function verified(call: ReturnType<typeof sentOf>[number], profile: any): Promise<boolean> {
  const { method, url, headers } = call
  const keyLookup = async ({ keyid }: { keyid?: string }) => {
    const jwk = profile.signing_keys.find(({ kid }: any) => kid === keyid)
    const verifier = createVerifier(createPublicKey({ key: jwk, format: "jwk" }), "ecdsa-p256-sha256")
    return { id: keyid!, algs: ["ecdsa-p256-sha256" as const], verify: verifier }
  }
  return (
    (await httpbis.verifyMessage({ keyLookup, all: true }, { method, url: `http://${headers.host}${url}`, headers })) === true
  )
}

it("serves the shop's profile to anybody, with public keys under both names and no redirect", async () => {
  const answer = await fetch(`${world.url}/.well-known/ucp`, { redirect: "error" })
  const profile: any = await answer.json()

  expect(answer.headers.get("cache-control")).toBe("public, max-age=3600")
  expect(answer.headers.get("etag")).toBeTruthy()
  expect(profile.keys).toEqual(profile.signing_keys)
  expect(profile.keys).toHaveLength(1)
  expect(JSON.stringify(profile)).not.toContain('"d"')
})

it("never sends another customer's order there", async () => {
  for (const metadata of [{}, { agent: "another" }]) {
    const { orderId } = await agentOrder(metadata)
    const rows = await settled(orderId, 2)
    expect(rows.map(({ state, reason, attempts }: any) => [state, reason, attempts])).toEqual([
      ["canceled", "not_of_this_platform", 1],
      ["canceled", "not_of_this_platform", 1],
    ])
    expect([...sentOf(acp, orderId), ...sentOf(ucp, orderId)]).toEqual([])
  }
})

it("repeats a failed attempt with the same ids, time and body, and never sends it once a newer state is there", async () => {
  ucp.answer = (response) => void response.writeHead(500).end()
  acp.answer = (response) => void response.writeHead(503).end()
  const { orderId, paymentId } = await agentOrder()
  await poll("two attempts at UCP's", async () => sentOf(ucp, orderId).length >= 2)
  const [first, second] = sentOf(ucp, orderId)
  for (const name of ["webhook-id", "webhook-timestamp", "idempotency-key", "content-digest"]) {
    expect(second!.headers[name]).toBe(first!.headers[name])
  }
  expect(second!.raw.equals(first!.raw)).toBe(true)
  expect(second!.headers.signature).not.toBe(first!.headers.signature)

  const refunded = await world.gateway.client.refund(paymentId, { amount: 500 })
  await finishedEvent(world, refunded.event_id, "processed")
  for (const receiver of [acp, ucp]) receiver.answer = (response) => void response.end()
  await poll("the newer state", async () => {
    await world.db.query(`UPDATE delivery SET next_attempt_at = now() WHERE state IN ('pending', 'failed')`)
    await world.db.query(`UPDATE delivery_destination SET opened_until = NULL`)
    return [acp, ucp].every((receiver) => JSON.stringify(sentOf(receiver, orderId).at(-1)?.body).includes("refund"))
  })
  const rows = await poll("all to end", async () => {
    const rows = await deliveries(orderId)
    return rows.every(({ state }: any) => !["pending", "sending", "failed"].includes(state)) && rows
  })

  const ended = (destination: string) => rows.filter(({ destination_id }: any) => destination_id === destination)
  for (const destination of ["assistant", "shopping"]) {
    const [captured, ...later] = ended(destination)
    expect(captured).toMatchObject({ state: "canceled", reason: "superseded" })
    expect(later.at(-1)).toMatchObject({ state: "delivered" })
  }
  // The platform never had the first state: what it gets is the order's creation.
  expect(sentOf(acp, orderId).at(-1)!.body.type).toBe("order_create")
})

it("holds up no payment, no message and no other platform for one that does not answer", async () => {
  acp.answer = () => {}
  const { orderId } = await agentOrder()
  const mails = await poll("the customer's message and the other platform", async () => {
    const { rows } = await world.db.query(
      `SELECT state FROM payment_notification WHERE fact = 'payment.captured'
          AND payment_record_id IN (SELECT id FROM payment_record WHERE order_id = $1)`,
      [orderId],
    )
    const shopping = (await deliveries(orderId)).find(({ destination_id }: any) => destination_id === "shopping")
    return shopping?.state === "delivered" && rows.length > 0 && rows.every(({ state }) => state === "sent") && rows
  })
  expect(mails.length).toBeGreaterThan(0)
  expect((await deliveries(orderId)).find(({ destination_id }: any) => destination_id === "assistant").state).toBe("sending")
  expect(sentOf(acp, orderId)).toHaveLength(1)
})

it("stops at a platform's no, and shows its code", async () => {
  acp.answer = (response) => void response.writeHead(401).end('{"type":"invalid_request","code":"invalid_signature"}')
  const { orderId } = await agentOrder()
  const rows = await settled(orderId, 2)

  expect(rows.find(({ destination_id }: any) => destination_id === "assistant")).toMatchObject({
    state: "dead",
    reason: "refused",
    attempts: 1,
    last_error: "the receiver answered 401: invalid_signature",
  })
  await world.job("sweep")
  const { rows: items } = await world.db.query(
    `SELECT * FROM payment_attention WHERE data ->> 'destination_id' = 'assistant' AND state = 'open'`,
  )
  expect(items).toMatchObject([{ kind: "delivery_failing", announced_at: expect.any(Date) }])
  expect(items[0].detail).toContain("invalid_signature")
})

it("sends a refund that comes after the deliveries were pruned as news of a known order", async () => {
  const { orderId, paymentId } = await agentOrder()
  await settled(orderId, 2)
  await world.db.query(
    `UPDATE delivery SET updated_at = now() - interval '31 days'
      WHERE subject IN (SELECT id FROM payment_record WHERE order_id = $1)`,
    [orderId],
  )
  await world.job("prune")
  expect(await deliveries(orderId)).toEqual([])
  const refunded = await world.gateway.client.refund(paymentId, { amount: 700 })
  await finishedEvent(world, refunded.event_id, "processed")
  await poll("the refund at ACP's", async () => JSON.stringify(sentOf(acp, orderId).at(-1)?.body).includes('"completed"'))

  expect(sentOf(acp, orderId).map(({ body }) => body.type)).toEqual([
    "order_create",
    ...Array(sentOf(acp, orderId).length - 1).fill("order_update"),
  ])
})

it("sends nothing for a fact that changes nothing in the order", async () => {
  const { orderId, paymentId } = await agentOrder(undefined, { capture_mode: "manual" })
  await settled(orderId, 2)
  const captured = await world.gateway.client.change(paymentId, "capture")
  await finishedEvent(world, captured.event_id, "processed")
  const rows = await settled(orderId, 4)

  expect(rows.map(({ fact, state, reason }: any) => [fact, state, reason])).toEqual([
    ["payment.authorized", "delivered", null],
    ["payment.captured", "canceled", "unchanged"],
    ["payment.authorized", "delivered", null],
    ["payment.captured", "canceled", "unchanged"],
  ])
  expect([sentOf(acp, orderId).length, sentOf(ucp, orderId).length]).toEqual([1, 1])
})
