import http from "node:http"
import type { AddressInfo } from "node:net"
import { createGateway, type Gateway, type GatewayClient } from ".."

interface Received {
  readonly id: string
  readonly type: string
  readonly created: number
  readonly data: Record<string, unknown>
}

let gateway: Gateway
let client: GatewayClient
let shop: http.Server
let received: Received[]

beforeEach(async () => {
  received = []
  shop = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    received.push(JSON.parse(Buffer.concat(chunks).toString()) as Received)
    response.end()
  })
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve))
  const url = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/`
  gateway = createGateway({ accounts: { main: { dialect: "sandbox", credentials: { secret: "s" }, url } } })
  await gateway.listen()
  client = gateway.client
})

afterEach(async () => {
  await gateway.close()
  shop.closeAllConnections()
  await new Promise((resolve) => shop.close(resolve))
})

const delivery = { wait: true }
const quiet = { delivery: { times: 0 } }

async function paid(capture_mode: "manual" | "automatic" = "automatic"): Promise<string> {
  const { id } = await client.createPayment({ amount: 2500, currency: "EUR", session_id: "payses_1", capture_mode })
  await client.change(id, "pay", quiet)
  return id
}

const merchant = (id: string, verb: string, body: object = {}, key = Math.random().toString()) =>
  fetch(`${gateway.url}/payments/${id}/calls/${verb}`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify(body),
  })

describe("captures", () => {
  it("takes several parts, and stays authorized until the last", async () => {
    const id = await paid("manual")
    const first = await client.change(id, "capture", { capture_amount: 1000, delivery })
    const second = await client.change(id, "capture", { delivery })

    expect(first.payment).toMatchObject({ status: "authorized", captured_amount: 1000 })
    expect(second.payment).toMatchObject({ status: "captured", captured_amount: 2500 })
    expect(second.payment.captures.map(({ amount }) => amount)).toEqual([1000, 1500])
    expect(received.map(({ type, data }) => [type, data.amount, data.captured_total])).toEqual([
      ["payment.captured", 1000, 1000],
      ["payment.captured", 1500, 2500],
    ])
    expect(new Set(received.map(({ data }) => data.capture_id)).size).toBe(2)
  })

  it("leaves no uncaptured remainder after the final one", async () => {
    const id = await paid("manual")
    const { payment } = await client.change(id, "capture", { capture_amount: 1000, final: true, delivery })
    expect(payment).toMatchObject({ status: "captured", captured_amount: 1000 })
  })

  it("reports the last one again when nothing is left", async () => {
    const id = await paid()
    const { payment } = await client.change(id, "capture", { delivery })
    expect(payment.captures).toHaveLength(1)
    expect(received[0]?.data).toMatchObject({ amount: 2500, captured_total: 2500, capture_id: payment.captures[0]?.id })
  })

  it("takes too much when asked to", async () => {
    const id = await paid()
    const { payment } = await client.change(id, "capture", { capture_amount: 100, delivery })
    expect(payment.captured_amount).toBe(2600)
    expect(received[0]?.data).toMatchObject({ amount: 100, captured_total: 2600 })
  })

  it("lies in the webhook only, in the sum, too", async () => {
    const id = await paid("manual")
    const { payment } = await client.change(id, "capture", { amount: 1, delivery })
    expect(payment.captured_amount).toBe(2500)
    expect(received[0]?.data).toMatchObject({ amount: 1, captured_total: 1 })
  })

  it.each([0, -1, 1.5])("refuses to capture %p", async (capture_amount) => {
    const id = await paid("manual")
    await expect(client.change(id, "capture", { capture_amount })).rejects.toThrow(/capture_amount/)
  })
})

describe("refunds", () => {
  it("are kept one by one and reported with their sum", async () => {
    const id = await paid()
    await client.refund(id, { amount: 500, delivery })
    const { payment, refund } = await client.refund(id, { amount: 700, refund_id: "re_2", delivery })

    expect(refund).toMatchObject({ id: "re_2", status: "succeeded", amount: 700 })
    expect(payment).toMatchObject({ refunded_amount: 1200, refunds: [{ amount: 500 }, { amount: 700 }] })
    expect(received.map(({ type, data }) => [type, data.amount, data.refunded_total])).toEqual([
      ["refund.succeeded", 500, 500],
      ["refund.succeeded", 700, 1200],
    ])
  })

  it("are reported again by their id", async () => {
    const id = await paid()
    await client.refund(id, { amount: 500, refund_id: "re_1", delivery })
    const { payment } = await client.refund(id, { refund_id: "re_1", delivery })
    expect(payment.refunds).toHaveLength(1)
    expect(received.map(({ id }) => id)).toHaveLength(2)
    expect(received[1]?.data).toEqual(received[0]?.data)
  })

  it("begin pending, and succeed or fail", async () => {
    const id = await paid()
    const { refund, payment: pending } = await client.refund(id, { amount: 2000, status: "pending", delivery })
    await expect(client.refund(id, { amount: 501 })).rejects.toThrow(/only 500/)
    const { payment: succeeded } = await client.updateRefund(id, refund.id, "succeed", { delivery })
    const { payment: failed } = await client.updateRefund(id, refund.id, "fail", { reason_code: "closed_account", delivery })

    expect([pending, succeeded, failed].map(({ refunded_amount }) => refunded_amount)).toEqual([0, 2000, 0])
    expect(failed.refunds).toMatchObject([{ status: "failed", reason_code: "closed_account" }])
    expect(received.map(({ type, data }) => [type, data.refund_id])).toEqual(
      ["refund.pending", "refund.succeeded", "refund.failed"].map((type) => [type, refund.id]),
    )
    expect(received[2]?.data).toMatchObject({ amount: 2000, refunded_total: 0, reason_code: "closed_account" })
    await expect(client.refund(id, { amount: 2500 })).resolves.toMatchObject({ payment: { refunded_amount: 2500 } })
  })

  it("may be reported only, and of more than there is", async () => {
    const id = await paid()
    const { payment } = await client.refund(id, { amount: 9900, report_only: true, delivery })
    expect(payment).toMatchObject({ refunds: [], refunded_amount: 0 })
    expect(received).toMatchObject([{ type: "refund.succeeded", data: { amount: 9900 } }])
  })

  it("may be lied about", async () => {
    const id = await paid()
    const lies = { reported_amount: 2, currency: "USD", session_id: null, event_id: "evt_lie" }
    const { payment } = await client.refund(id, { amount: 500, ...lies, delivery })
    expect(payment.refunded_amount).toBe(500)
    expect(received).toMatchObject([{ id: "evt_lie", data: { amount: 2, refunded_total: 2, currency: "USD" } }])
    expect(received[0]?.data).not.toHaveProperty("session_id")
  })

  it("are not updated before they are made", async () => {
    const id = await paid()
    await expect(client.updateRefund(id, "re_none", "fail")).rejects.toThrow(/404 .*no refund re_none/)
  })
})

describe("disputes", () => {
  it("are opened, reviewed and decided", async () => {
    const id = await paid()
    const due = "2030-01-02T00:00:00.000Z"
    const { dispute } = await client.dispute(id, { status: "warning", reason_code: "fraudulent", evidence_due_by: due, delivery })
    for (const verb of ["open", "review", "lose"] as const) await client.updateDispute(id, dispute.id, verb, { delivery })

    expect(received.map(({ type }) => type)).toEqual([
      "dispute.warning",
      "dispute.opened",
      "dispute.under_review",
      "dispute.lost",
    ])
    for (const { data } of received) {
      expect(data).toMatchObject({ dispute_id: dispute.id, amount: 2500, reason_code: "fraudulent", evidence_due_by: due })
    }
    expect((await client.payment(id)).disputes).toMatchObject([{ id: dispute.id, status: "lost" }])
  })

  it("are not decided before they are opened", async () => {
    const id = await paid()
    await expect(client.updateDispute(id, "dp_none", "win")).rejects.toThrow(/404 .*no dispute dp_none/)
  })
})

it("lets a test set the provider's clock", async () => {
  const id = await paid()
  const occurred_at = "2025-06-01T12:00:00.000Z"
  const { payment, refund } = await client.refund(id, { amount: 1, occurred_at, delivery })
  expect(received[0]?.created).toBe(Date.parse(occurred_at) / 1000)
  expect([payment.updated_at, refund.at]).toEqual([occurred_at, occurred_at])
  await expect(client.refund(id, { amount: 1, occurred_at: "yesterday" })).rejects.toThrow(/ISO 8601/)
})

describe("webhooks on calls", () => {
  it("are off", async () => {
    const id = await paid("manual")
    expect((await merchant(id, "capture")).status).toBe(200)
    expect((await merchant(id, "refund", { amount: 100 })).status).toBe(200)
    await gateway.idle()
    expect(received).toEqual([])
  })

  it("report the outcome of the merchant's calls, once each", async () => {
    const id = await paid("manual")
    await client.setWebhooksOnCalls(id, { refund_status: "pending" })
    await Promise.all([merchant(id, "capture", {}, "k1"), merchant(id, "capture", {}, "k1")])
    await merchant(id, "capture")
    await merchant(id, "refund", { amount: 100, reference: "ref_1" })
    await gateway.idle()
    expect(received.map(({ type, data }) => [type, data.amount])).toEqual([
      ["payment.captured", 2500],
      ["refund.pending", 100],
    ])
    expect(received[1]?.data).toMatchObject({ refund_reference: "ref_1" })
    expect((await client.moneyCalls(id)).map(({ verb }) => verb)).toEqual(["capture", "capture", "refund"])
  })

  it("refuse the call when they cannot be delivered, and nothing happens", async () => {
    const id = await paid("manual")
    await client.setWebhooksOnCalls(id, { delivery: { account: "other" } })
    expect((await merchant(id, "capture")).status).toBe(422)
    expect(await client.payment(id)).toMatchObject({ status: "authorized", captures: [] })
  })

  it("report a cancellation, and nothing when they are off again", async () => {
    const id = await paid("manual")
    const other = await paid("manual")
    await client.setWebhooksOnCalls(id, {})
    await client.setWebhooksOnCalls(other, {})
    await client.setWebhooksOnCalls(other, false)
    for (const payment of [id, other]) await merchant(payment, "cancel")
    await gateway.idle()
    expect(received).toMatchObject([{ type: "payment.canceled", data: { id } }])
  })
})

describe("faults", () => {
  const read = async (id: string) => {
    const { status, headers } = await fetch(`${gateway.url}/payments/${id}`)
    return [status, headers.get("retry-after")]
  }

  it("refuse every second look at a payment, and let the control client look", async () => {
    const id = await paid()
    await client.setFaults({ status: 429, every: 2, retryAfterSeconds: 3 })
    expect([await read(id), await read(id), await read(id), await read(id)]).toEqual([
      [200, null],
      [429, "3"],
      [200, null],
      [429, "3"],
    ])
    await expect(client.payment(id)).resolves.toMatchObject({ id })
    expect((await client.traffic()).read).toEqual({ answered: 2, refused: 2 })
  })

  it("refuse a share, the same ones in every run", async () => {
    const id = await paid()
    const round = async () => {
      await client.setFaults({ share: 0.5 })
      const statuses: number[] = []
      for (let i = 0; i < 40; i++) statuses.push((await read(id))[0] as number)
      return statuses
    }
    const first = await round()

    expect(first.filter((status) => status === 429).length).toBeGreaterThan(12)
    expect(first.filter((status) => status === 200).length).toBeGreaterThan(12)
    expect(await round()).toEqual(first)
    await expect(client.setFaults({ share: 2 })).rejects.toThrow("share")
  })

  it("refuse the next n, money calls before anything happens", async () => {
    const id = await paid("manual")
    await client.setFaults({ on: ["call"], status: 503, times: 1 })
    expect([(await merchant(id, "capture", {}, "k")).status, (await merchant(id, "capture", {}, "k")).status]).toEqual([503, 200])
    expect(await client.moneyCalls(id)).toHaveLength(1)
  })

  it("concern the providers' own APIs, and end", async () => {
    const id = await paid()
    const ask = () =>
      fetch(`${gateway.url}/api/stripe/v1/payment_intents/${id}`, { headers: { authorization: "Bearer rk_test_example" } })
    await client.setFaults({ times: 1 })
    expect((await ask()).status).toBe(429)
    expect((await ask()).status).toBe(200)
    await client.setFaults({ times: 5 })
    await client.setFaults({})
    expect((await ask()).status).toBe(200)
  })
})

describe("the list of payments", () => {
  it("is read page by page, from a time on, the payment changed longest ago first", async () => {
    const ids: string[] = []
    for (const minute of [3, 1, 2, 0]) {
      const id = await paid()
      await client.change(id, "capture", { ...quiet, occurred_at: `2025-06-01T12:0${minute}:00Z` })
      ids[minute] = id
    }
    const since = { updated_since: "2025-06-01T12:01:00Z", limit: 2 }
    const first = await client.payments(since)
    const second = await client.payments({ ...since, cursor: first.next_cursor })
    expect([first, second].map(({ payments }) => payments.map(({ id }) => id))).toEqual([[ids[1], ids[2]], [ids[3]]])
    expect(second).not.toHaveProperty("next_cursor")
  })
})
