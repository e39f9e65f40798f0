import { Client } from "pg"
import { PROCESS_NAME } from "../../src/services/store/process-name"
import { encodeHint, type Hint } from "../../src/services/live/hint"
import { CHANNEL, LiveHints } from "../../src/services/live/hints"
import { LiveListener } from "../../src/services/live/listener"
import { LiveRepository } from "../../src/services/store/live-repository"
import { poll } from "../setup"
import { capture, captured } from "./support/deliveries"
import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance
let rows: LiveRepository
let other: Client

beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
  rows = new LiveRepository(instance)
  other = new Client({ connectionString: database.url })
  await other.connect()
})

afterAll(async () => {
  await other?.end()
  await database?.close()
})

const hint: Hint = { cart_id: "cart_1", order_id: null, payment: { id: "prec_1", version: 1 } }

it("hears hints of other processes, and hears them again after its connection was cut", async () => {
  const heard: Hint[] = []
  let gaps = 0
  const listener = new LiveListener({ rows, onHint: (one) => heard.push(one), onGap: () => gaps++ })
  const listening = async (): Promise<number[]> => {
    // Stores of other specs listen on the same server.
    const found = await database.query(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN ${CHANNEL}'`,
    )
    return found.map(({ pid }) => pid)
  }
  const notify = (by: string, one: Hint) => other.query(`SELECT pg_notify($1, $2)`, [CHANNEL, encodeHint(by, one)])
  listener.start()
  await poll("the listener", async () => gaps === 1)
  await notify(PROCESS_NAME, { ...hint, cart_id: "its own" })
  await notify("other", hint)
  await poll("the hint", async () => heard.length > 0)
  expect(heard).toEqual([hint])

  const [pid] = await listening()
  await other.query(`SELECT pg_terminate_backend($1)`, [pid])
  await poll("the listener again", async () => gaps === 2)
  await notify("other", hint)
  await poll("the hint", async () => heard.length > 1)
  expect(await listening()).not.toContain(pid)

  await listener.stop()
  await poll("its end", async () => !(await listening()).length)
})

it("sends hints to others in few statements, tells its own process at once, and throws nothing", async () => {
  const payloads: string[] = []
  other.on("notification", ({ payload }) => payloads.push(payload!))
  await other.query(`LISTEN ${CHANNEL}`)
  const sent = jest.spyOn(rows, "notify")
  const options = { live: { listen: true } } as never
  const hints = new LiveHints({ options, liveRows: rows })
  const own: Hint[] = []
  const leave = hints.hear((one) => own.push(one))
  const all = Array.from({ length: 100 }, (_, i) => ({ ...hint, cart_id: `cart_${i}` }))
  for (const one of all) hints.send(one)
  expect(own).toEqual(all)
  await poll("all hints", async () => payloads.length === 100)
  expect(payloads).toEqual(all.map((one) => encodeHint(PROCESS_NAME, one)))
  expect(sent.mock.calls.length).toBeLessThan(5)

  leave()
  sent.mockRejectedValueOnce(new Error("no database"))
  hints.send(hint)
  hints.send(hint)
  expect(own).toHaveLength(100)
  await poll("the hint after the failure", async () => {
    hints.send(hint)
    return payloads.length > 100
  })
  await other.query(`UNLISTEN ${CHANNEL}`)
})

it("sends nothing to the database where hints are switched off", () => {
  const sent = jest.spyOn(rows, "notify").mockClear()
  new LiveHints({ options: { live: { listen: false } } as never, liveRows: rows }).send(hint)
  expect(sent).not.toHaveBeenCalled()
})

it("finds every change by the sum of versions: a new payment, a second one, and one that committed late", async () => {
  const cart = { kind: "cart", id: "cart_a" } as const
  const order = { kind: "order", id: "order_a" } as const
  const none = { kind: "cart", id: "cart_none" } as const
  const look = (total: number) => rows.changed([cart, order, none].map((one) => ({ ...one, total: one === none ? 0 : total })))
  expect(await look(0)).toEqual([])
  await capture(instance, "a")
  expect(await look(0)).toEqual([
    { ...cart, total: 1 },
    { ...order, total: 1 },
  ])
  expect(await look(1)).toEqual([])
  expect((await rows.paymentsOf("cart", ["cart_a"]))("cart_a")).toMatchObject({
    latest: { id: "prec_a", version: 1 },
    ids: ["prec_a"],
    total: 1,
  })

  // Written before the look and committed after it: its time is older than the look's.
  let commit: () => void = () => undefined
  const isHeld = new Promise<void>((resolve) => (commit = resolve))
  let written: () => void = () => undefined
  const isWritten = new Promise<void>((resolve) => (written = resolve))
  const late = instance.payments.serialize("payses_b", async (payments) => {
    const [record, transition] = captured("b")
    await payments.recordTransition(null, { ...record, cart_id: "cart_a", order_id: "order_a" }, transition)
    written()
    await isHeld
  })
  await isWritten
  expect(await look(1)).toEqual([])
  commit()
  await late
  expect(await look(1)).toEqual([
    { ...cart, total: 2 },
    { ...order, total: 2 },
  ])
  const { ids, total } = (await rows.paymentsOf("order", ["order_a"]))("order_a")
  expect([ids.length, total]).toEqual([2, 2])
})

it("reads the payments of many carts by one statement, each cart's own, newest first", async () => {
  await capture(instance, "e", 2)
  await capture(instance, "f")
  const [record, transition] = captured("g")
  await instance.payments.serialize("payses_g", (payments) =>
    payments.recordTransition(null, { ...record, cart_id: "cart_e" }, transition),
  )
  const of = await rows.paymentsOf("cart", ["cart_f", "cart_none", "cart_e"])

  expect(of("cart_e")).toMatchObject({ latest: { id: "prec_g" }, ids: ["prec_g", "prec_e"], total: 3 })
  expect(of("cart_f")).toMatchObject({ latest: { id: "prec_f" }, ids: ["prec_f"], total: 1 })
  expect(of("cart_none")).toEqual({ latest: null, ids: [], total: 0 })
})

it("reads what changed lately, and the payments of a customer's carts and orders once each", async () => {
  await capture(instance, "c", 2)
  await database.query(`UPDATE payment_record SET updated_at = now() - interval '1 hour' WHERE id = 'prec_c'`)
  await capture(instance, "d")
  expect((await rows.recent(60)).map(({ id }) => id)).toContain("prec_d")
  expect((await rows.recent(60)).map(({ id }) => id)).not.toContain("prec_c")
  const found = await rows.paymentsOfCustomer(["cart_c", "cart_d"], ["order_d", "order_none"], 86_400, 10)
  expect(found.map(({ id }) => id)).toEqual(["prec_d", "prec_c"])
  expect(await rows.paymentsOfCustomer(["cart_c", "cart_d"], [], 60, 10)).toMatchObject([{ id: "prec_d" }])
  expect(await rows.paymentsOfCustomer(["cart_c", "cart_d"], [], 86_400, 1)).toMatchObject([{ id: "prec_d" }])
})
