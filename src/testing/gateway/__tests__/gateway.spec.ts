import http from "node:http"
import type { AddressInfo } from "node:net"
import { createGateway, type Gateway, type GatewayClient } from ".."
import { verifySandboxSignature } from "../../dialects"

const SECRET = "test-secret"

interface Received {
  readonly id: string
  readonly type: string
  readonly data: Record<string, unknown>
}

let gateway: Gateway
let client: GatewayClient
let shop: http.Server
let received: Received[]
/** Answers of the shop to the next webhooks; 200 when there is none left. */
let answers: number[]

beforeEach(async () => {
  received = []
  answers = []
  shop = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    if (!verifySandboxSignature(body, request.headers["x-sandbox-signature"] as string, [SECRET])) answers.unshift(400)
    const status = answers.shift() ?? 200
    if (status === 200) received.push(JSON.parse(body.toString()) as Received)
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve))
  const url = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/`
  gateway = createGateway({
    accounts: { main: { dialect: "sandbox", credentials: { secret: SECRET }, url } },
    retryDelaysMs: [5, 5],
  })
  await gateway.listen()
  client = gateway.client
})

afterEach(async () => {
  await gateway.close()
  shop.closeAllConnections()
  await new Promise((resolve) => shop.close(resolve))
})

const create = (capture_mode: "manual" | "automatic" = "automatic") =>
  client.createPayment({ amount: 2500, currency: "eur", session_id: "payses_1", capture_mode })

describe("control", () => {
  it("changes the truth and delivers a signed webhook", async () => {
    const { id } = await create()
    const { payment, event_id } = await client.change(id, "pay", { delivery: { wait: true } })

    expect(payment).toMatchObject({ status: "captured", captured_amount: 2500 })
    expect(received).toMatchObject([
      { id: event_id, type: "payment.captured", data: { id, session_id: "payses_1", amount: 2500, currency: "EUR" } },
    ])
  })

  it("authorizes when capture is manual", async () => {
    const { id } = await create("manual")
    expect((await client.change(id, "pay")).payment.status).toBe("authorized")
  })

  it("lies in the webhook and not in the truth", async () => {
    const { id } = await create()
    await client.change(id, "capture", { amount: 100, currency: "usd", session_id: null, delivery: { wait: true } })

    expect(received[0]?.data).toMatchObject({ amount: 100, currency: "USD" })
    expect(received[0]?.data).not.toHaveProperty("session_id")
    expect(await client.payment(id)).toMatchObject({ amount: 2500, currency: "EUR", captured_amount: 2500 })
  })

  it("reports events that did not happen", async () => {
    const { id } = await create()
    await client.change(id, "capture", { report_only: true, delivery: { wait: true } })

    expect(received).toHaveLength(1)
    expect((await client.payment(id)).status).toBe("pending")
  })

  it("delivers none, or the same event several times", async () => {
    const { id } = await create()
    await client.change(id, "authorize", { delivery: { times: 0 } })
    const { event_id } = await client.change(id, "capture", { delivery: { times: 3, wait: true } })

    expect(received.map((event) => event.id)).toEqual([event_id, event_id, event_id])
  })

  it("releases held deliveries in the order asked for", async () => {
    const { id } = await create()
    for (const verb of ["authorize", "capture", "cancel"] as const) await client.change(id, verb, { delivery: { hold: true } })
    expect(received).toEqual([])
    await client.release({ order: "lifo" })

    expect(received.map(({ type }) => type)).toEqual(["payment.canceled", "payment.captured", "payment.authorized"])
  })

  it("retries until a 2xx, and lists every attempt", async () => {
    answers = [503, 500]
    const { id } = await create()
    await client.change(id, "capture", { delivery: { wait: true } })
    const [delivery] = await client.deliveries({ payment_id: id })

    expect(delivery).toMatchObject({ state: "delivered", reported: "payment.captured" })
    expect(delivery?.attempts.map(({ status }) => status)).toEqual([503, 500, 200])
  })

  it("gives up after the last retry", async () => {
    answers = [500, 500, 500]
    const { id } = await create()
    await client.change(id, "capture", { delivery: { wait: true } })

    expect(await client.deliveries()).toMatchObject([{ state: "given_up", attempts: { length: 3 } }])
  })

  it("refuses an account it does not know, and leaves the payment as it was", async () => {
    const { id } = await create()
    await expect(client.change(id, "capture", { delivery: { account: "other" } })).rejects.toThrow(/no account other/)
    expect((await client.payment(id)).status).toBe("pending")
  })
})

describe("money calls", () => {
  const capture = (id: string, key: string) =>
    fetch(`${gateway.url}/payments/${id}/calls/capture`, { method: "POST", headers: { "idempotency-key": key } })

  it("runs a call once per idempotency key, also when two come at once", async () => {
    const { id } = await create("manual")
    await client.change(id, "authorize", { delivery: { times: 0 } })
    await Promise.all([capture(id, "k1"), capture(id, "k1")])

    expect(await client.moneyCalls(id)).toMatchObject([{ verb: "capture", idempotency_key: "k1", status: 200 }])
    expect((await client.calls(id)).map(({ verb, replayed }) => [verb, replayed])).toEqual([
      ["create", false],
      ["capture", false],
      ["capture", true],
    ])
  })

  it("refuses to capture without an authorization", async () => {
    const { id } = await create("manual")
    expect((await capture(id, "k1")).status).toBe(409)
  })

  it("never refunds more than was captured", async () => {
    const { id } = await create()
    await client.change(id, "pay", { delivery: { times: 0 } })
    await client.refund(id, { amount: 2000 })
    await expect(client.refund(id, { amount: 501 })).rejects.toThrow(/only 500/)
  })
})

describe("mailbox", () => {
  const send = (to: string) =>
    fetch(`${gateway.url}/mailbox`, { method: "POST", body: JSON.stringify({ to, channel: "email", subject: "Hello" }) })

  it("keeps every message, and fails as often as asked", async () => {
    await client.setMailboxFaults({ fail: 1 })
    expect((await send("a@example.com")).status).toBe(500)
    expect((await send("a@example.com")).status).toBe(200)
    expect((await send("b@example.com")).status).toBe(200)

    expect(await client.mailbox("a@example.com")).toMatchObject([{ to: "a@example.com", subject: "Hello" }])
  })
})
