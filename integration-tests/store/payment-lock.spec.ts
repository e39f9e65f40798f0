import { poll } from "../setup"
import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let one: Instance
let other: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  ;[one, other] = await Promise.all([database.instance(), database.instance()])
})

afterAll(() => database?.close())

const gate = () => {
  let open = () => {}
  const passed = new Promise<void>((resolve) => (open = resolve))
  return { open, passed }
}

/** Waits until another session waits for an advisory lock, so that a test need not guess how long that takes. */
const waiter = () =>
  poll("a waiter for the lock", async () => {
    const [{ n }] = await database.query(
      `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    )
    return n > 0
  })

it("lets two instances work on one payment one after the other", async () => {
  const { open, passed } = gate()
  const order: string[] = []
  const first = one.payments.serialize("payses_1", async () => {
    order.push("first begins")
    await passed
    order.push("first ends")
  })
  await poll("the first", async () => order.length > 0)
  const second = other.payments.serialize("payses_1", async () => void order.push("second"))
  await waiter()
  open()
  await Promise.all([first, second])

  expect(order).toEqual(["first begins", "first ends", "second"])
})

it("does not make different payments wait for each other", async () => {
  const { open, passed } = gate()
  const held = one.payments.serialize("payses_held", () => passed)

  await expect(other.payments.serialize("payses_free", async () => "done")).resolves.toBe("done")
  open()
  await held
})

it("never has two at once however many ask", async () => {
  let inside = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++inside)
    await new Promise((resolve) => setTimeout(resolve, 2))
    inside--
  }
  await Promise.all(Array.from({ length: 40 }, (_, i) => (i % 2 ? one : other).payments.serialize("payses_many", work)))

  expect(most).toBe(1)
})

it("releases the lock when the work throws, and undoes its writes", async () => {
  await expect(
    one.payments.serialize("payses_throws", async (payments) => {
      await payments.recordTransition(null, change("payses_throws"), transition("1"))
      throw new Error("after the move")
    }),
  ).rejects.toThrow("after the move")

  expect(await other.payments.serialize("payses_throws", (payments) => payments.findBySession("payses_throws"))).toBeNull()
})

it("releases the lock when its holder's connection is killed, as with its process", async () => {
  const { open, passed } = gate()
  let begun = false
  const killed = one.payments
    .serialize("payses_killed", async (payments) => {
      begun = true
      await passed
      await payments.recordTransition(null, change("payses_killed"), transition("2"))
    })
    .then(
      () => "committed",
      () => "refused",
    )
  await poll("the holder", async () => begun)
  const second = other.payments.serialize("payses_killed", async () => "second")
  await waiter()
  await database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  )

  expect(await second).toBe("second")
  open()
  expect(await killed).toBe("refused")
  expect(await one.payments.findBySession("payses_killed")).toBeNull()
})

const change = (sessionId: string) => ({
  id: `prec_${sessionId}`,
  payment_session_id: sessionId,
  account: "hmac",
  provider: "hmac",
  state: "authorized" as const,
  amount: "100",
  currency_code: "eur",
})

const transition = (id: string) => ({
  id: `ptrn_${id}`,
  webhook_event_id: "pwhe_1",
  fact: "payment.authorized",
  from_state: "pending" as const,
  to_state: "authorized" as const,
  amount: "100",
  currency_code: "eur",
  reason_code: null,
  occurred_at: null,
})
