import { poll } from "../../../scripts/lib/poll.ts"
import {
  PaymentStatusError,
  watchCustomerPayments,
  watchPayment,
  type Connection,
  type PaymentStatus,
  type WatchOptions,
} from "../index.ts"
import { startScriptStore, status, type ScriptStore, type StreamScript } from "./script-store.ts"

/** Short enough for tests; a test that needs another says so. */
const times = { retryMs: 20, openMs: 5_000, silenceMs: 5_000, pollMs: 20, streamAgainMs: 60_000, offlineMs: 60_000, finalMs: 0 }

let store: ScriptStore
let watches: AbortController[] = []
beforeEach(async () => {
  store = await startScriptStore()
})
afterEach(async () => {
  for (const watch of watches) watch.abort()
  watches = []
  await store.close()
})

function watch(options: Partial<WatchOptions> = {}) {
  const controller = new AbortController()
  watches.push(controller)
  const seen: PaymentStatus[] = []
  const connections: Connection[] = []
  const done = watchPayment(
    { cartId: "cart_1" },
    {
      store: { baseUrl: store.url, publishableKey: "pk_1" },
      onStatus: (status) => seen.push(status),
      onConnection: (connection) => connections.push(connection),
      signal: controller.signal,
      ...options,
      times: { ...times, ...options.times },
    },
  )
  done.catch(() => {})
  const until = (version: number) =>
    poll(`version ${version}`, async () => seen.some((status) => status.version === version), { everyMs: 5 })
  return { done, seen, connections, until, abort: () => controller.abort() }
}

const pending = status()
const paid = status({ state: "captured", version: 1, order_id: "order_1", updated_at: "2026-11-30T12:00:01.000Z" })
const pay: StreamScript = (reply) => {
  reply.open()
  reply.status("pay_1:1", paid)
  reply.end("final")
}

it("gives the snapshot and each change, and ends after the final one", async () => {
  store.script((reply) => {
    reply.open()
    reply.status("-:0", pending)
    reply.status("pay_1:1", paid)
    reply.end("final")
  })
  const { done, seen, connections } = watch()

  expect(await done).toEqual(paid)
  expect(seen).toEqual([pending, paid])
  expect(connections).toEqual(["connecting", "live", "ended"])
  expect(store.requests.map(({ url }) => url)).toEqual(["/store/carts/cart_1/payment-status/stream"])
  expect(store.streams[0]!.headers).toMatchObject({ accept: "text/event-stream", "x-publishable-api-key": "pk_1" })
})

it("reads bytes that are cut anywhere, also within a character", async () => {
  const sent = status({ state: "failed", version: 1, reason_code: "支付 é" })
  const bytes = Buffer.from(
    `\uFEFF: hello\r\nevent: status\r\nid: pay_1:1\r\ndata: ${JSON.stringify({ payment_status: sent })}\r\n\r\n`,
  )
  store.script(async (reply) => {
    for (const byte of bytes) {
      reply.write(Buffer.of(byte))
      await new Promise((resolve) => reply.response.write("", resolve))
    }
    reply.end("final")
  })
  const { done, seen } = watch()
  await done

  expect(seen).toEqual([sent])
})

it("connects again after a cut and resumes from the last id", async () => {
  store.script(async (reply) => {
    reply.open()
    reply.status("-:0", pending)
    reply.status("pay_1:1", status({ state: "requires_action", version: 1 }))
    await until(1)
    reply.drop()
  }, pay)
  const { done, until } = watch()
  await done

  expect(store.streams.map(({ headers }) => headers["last-event-id"])).toEqual([undefined, "pay_1:1"])
  expect(store.polls).toEqual([])
})

it.each(["shutdown", "lifetime", "slow", "expired"])("connects again after the end %s", async (reason) => {
  store.script((reply) => {
    reply.open()
    reply.status("-:0", pending)
    reply.end(reason)
  }, pay)
  expect(await watch().done).toEqual(paid)
  expect(store.streams).toHaveLength(2)
})

it("counts a connection without a byte as lost", async () => {
  store.script((reply) => {
    reply.open()
    reply.status("-:0", pending)
  }, pay)
  expect(await watch({ times: { silenceMs: 50 } }).done).toEqual(paid)
  expect(store.streams).toHaveLength(2)
})

it("asks the plain route where the first connection gives nothing, and tries again", async () => {
  store.plain = pending
  store.script(() => {}, pay)
  const { done, seen } = watch({ times: { openMs: 50 } })
  await done

  expect(seen).toEqual([pending, paid])
  expect([store.streams.length, store.polls.length]).toEqual([2, 1])
})

it("polls after three failures, with the ETag, and ends after a final status", async () => {
  store.plain = pending
  store.script((reply) => reply.drop())
  const { done, seen, connections } = watch()
  await poll("an unchanged answer", async () => store.polls.some(({ headers }) => headers["if-none-match"] === '"1"'))
  Object.assign(store, { plain: paid, etag: '"2"' })

  expect(await done).toEqual(paid)
  expect(seen).toEqual([pending, paid])
  expect(store.streams).toHaveLength(3)
  expect(connections).toEqual(["connecting", "polling", "ended"])
})

it("returns from polling to the stream", async () => {
  store.plain = pending
  const drop: StreamScript = (reply) => reply.drop()
  store.script(drop, drop, drop, pay)
  const { done, connections } = watch({ times: { streamAgainMs: 50 } })

  expect(await done).toEqual(paid)
  expect(connections).toEqual(["connecting", "polling", "live", "ended"])
})

it("polls while the store has no room for a stream, until the time that it has named", async () => {
  store.plain = pending
  store.script(({ response }) => void response.writeHead(503, { "retry-after": "1" }).end(), pay)
  const { done } = watch()
  const start = Date.now()
  await done

  expect(Date.now() - start).toBeGreaterThanOrEqual(999)
  expect(store.streams).toHaveLength(2)
  expect(store.polls.length).toBeGreaterThan(1)
})

it("waits just as long as the server's retry says: the server has spread its clients already", async () => {
  store.script((reply) => {
    reply.write("retry: 600\n\n")
    reply.open()
    reply.end("lifetime")
  }, pay)
  // By chance as early as it gets; the server's pause is not for the client to shorten.
  const chance = jest.spyOn(Math, "random").mockReturnValue(0)
  const start = Date.now()
  await watch().done
  chance.mockRestore()

  expect(Date.now() - start).toBeGreaterThanOrEqual(599)
})

it.each([401, 404])("rejects with %d, without asking again and again", async (code) => {
  store.plain = code
  store.script(({ response }) => void response.writeHead(code).end())
  const { done } = watch()

  await expect(done).rejects.toEqual(expect.objectContaining({ name: "PaymentStatusError", status: code }))
  await expect(done).rejects.toBeInstanceOf(PaymentStatusError)
  expect([store.streams.length, store.polls.length]).toEqual([1, 1])
})

it("polls a store that has no stream", async () => {
  store.plain = paid
  store.script(({ response }) => void response.writeHead(404).end())

  expect(await watch().done).toEqual(paid)
})

it("takes an answer that is no event stream for a failure", async () => {
  store.plain = pending
  store.script(({ response }) => void response.writeHead(200, { "content-type": "text/html" }).end("<p>"), pay)

  expect(await watch().done).toEqual(paid)
})

it("never goes back: not to an older version, not to one without its order", async () => {
  store.script((reply) => {
    reply.open()
    reply.status("pay_1:3", status({ state: "captured", version: 3, order_id: "order_1" }))
    reply.status("pay_1:2", status({ state: "authorized", version: 2 }))
    reply.status("pay_1:3", status({ state: "captured", version: 3 }))
    reply.status("-:0", pending)
    reply.status("pay_1:4", status({ state: "captured", version: 4, order_id: "order_1", refunded_amount: 25 }))
    reply.end("final")
  })
  const { done, seen } = watch()
  await done

  expect(seen.map(({ version, order_id }) => [version, order_id])).toEqual([
    [3, "order_1"],
    [4, "order_1"],
  ])
})

it("shows a cart's second payment, whose versions begin anew", async () => {
  const first = status({ state: "canceled", version: 4, updated_at: "2026-11-30T12:00:00.000Z" })
  store.script((reply) => {
    reply.open()
    reply.status("pay_1:4", first)
    reply.status("pay_2:1", paid)
    reply.status("pay_1:4", first)
    reply.end("final")
  })
  const { done, seen } = watch()
  await done

  expect(seen).toEqual([first, paid])
})

it("says nothing twice", async () => {
  store.script(async (reply) => {
    reply.open()
    reply.status("pay_1:1", paid)
    await until(1)
    reply.drop()
  }, pay)
  const { done, seen, until } = watch()
  await done

  expect(seen).toEqual([paid])
})

it("ends the connection when it is aborted, and resolves to the newest status", async () => {
  let closed = false
  store.script((reply) => {
    reply.open()
    reply.status("pay_1:1", status({ version: 1 }))
    reply.request.socket.once("close", () => (closed = true))
  })
  const { done, until, abort } = watch()
  await until(1)
  abort()

  expect(await done).toMatchObject({ version: 1 })
  await poll("the connection's end", async () => closed)
})

it("asks for the token anew at each connection", async () => {
  let token = 0
  store.script((reply) => {
    reply.open()
    reply.status("-:0", pending)
    reply.end("expired")
  }, pay)
  await watch({ store: { baseUrl: `${store.url}/`, publishableKey: "pk_1", token: async () => `t${++token}` } }).done

  expect(store.streams.map(({ headers }) => headers.authorization)).toEqual(["Bearer t1", "Bearer t2"])
})

it("goes on when the caller's function throws", async () => {
  const errors: unknown[] = []
  const queue = jest.spyOn(globalThis, "queueMicrotask").mockImplementation((work) => {
    try {
      work()
    } catch (error) {
      errors.push(error)
    }
  })
  store.script(pay)
  const failing = () => {
    throw new Error("the page's fault")
  }

  expect(await watch({ onStatus: failing }).done).toEqual(paid)
  expect(errors).toEqual([expect.objectContaining({ message: "the page's fault" })])
  queue.mockRestore()
})

it("follows all payments of a customer, each by itself", async () => {
  const other = status({ version: 1, order_id: "order_2" })
  store.script((reply) => {
    reply.open()
    reply.status("pay_1:2", status({ version: 2 }))
    reply.status("pay_2:1", other)
    reply.status("pay_1:1", status({ version: 1 }))
    reply.status("pay_2:3", { ...other, version: 3 })
    reply.end("final")
  })
  const seen: string[] = []
  await watchCustomerPayments({
    store: { baseUrl: store.url, publishableKey: "pk_1", token: "t1" },
    onStatus: ({ version }, paymentId) => seen.push(`${paymentId}:${version}`),
  })

  expect(seen).toEqual(["pay_1:2", "pay_2:1", "pay_2:3"])
  expect(store.streams[0]!.url).toBe("/store/customers/me/payments/stream")
})
