import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
})

afterAll(() => database?.close())

const change = (sessionId: string, state: "pending" | "authorized" | "captured" = "authorized") => ({
  id: `prec_${sessionId}`,
  payment_session_id: sessionId,
  cart_id: `cart_${sessionId}`,
  account: "hmac",
  provider: "hmac",
  provider_payment_id: `pi_${sessionId}`,
  state,
  amount: "9007199254740993",
  currency_code: "eur",
})

const transition = (id: string) => ({
  id: `ptrn_${id}`,
  webhook_event_id: "pwhe_1",
  fact: "payment.authorized",
  from_state: "pending" as const,
  to_state: "authorized" as const,
  amount: "9007199254740993",
  currency_code: "eur",
  reason_code: null,
  occurred_at: null,
})

const advance = async (sessionId: string, id: string, state?: "authorized" | "captured") =>
  instance.payments.serialize(sessionId, async (payments) =>
    payments
      .recordTransition(await payments.findBySession(sessionId), change(sessionId, state), transition(id))
      .then(({ record }) => record),
  )

it("gives every transition the next version, on the record and in its history", async () => {
  await advance("payses_1", "1a")
  await advance("payses_1", "1b")
  expect(await advance("payses_1", "1c", "captured")).toMatchObject({ version: 3, state: "captured" })

  expect(await instance.payments.findBySession("payses_1")).toMatchObject({ version: 3, state: "captured" })
  const history = await database.query(
    `SELECT id, version FROM payment_transition WHERE payment_record_id = $1 ORDER BY version`,
    ["prec_payses_1"],
  )
  expect(history).toEqual([
    { id: "ptrn_1a", version: 1 },
    { id: "ptrn_1b", version: 2 },
    { id: "ptrn_1c", version: 3 },
  ])
})

it("gives concurrent transitions of one payment versions without gaps", async () => {
  await Promise.all(Array.from({ length: 15 }, (_, i) => advance("payses_2", `2-${i}`)))

  const versions = await database.query(`SELECT version FROM payment_transition WHERE payment_record_id = $1 ORDER BY version`, [
    "prec_payses_2",
  ])
  expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1))
  expect(await instance.payments.findBySession("payses_2")).toMatchObject({ version: 15 })
})

it("refuses a second row for the same version of a payment", async () => {
  await advance("payses_3", "3a")
  const stale = { ...(await instance.payments.findBySession("payses_3"))!, version: 0 }

  await expect(
    instance.payments.serialize("payses_3", (payments) =>
      payments.recordTransition(stale, change("payses_3", "captured"), transition("3b")),
    ),
  ).rejects.toThrow(/payment_transition_version/)
  expect(await instance.payments.findBySession("payses_3")).toMatchObject({ version: 1, state: "authorized" })
})

it("refuses a second record for the same session", async () => {
  await advance("payses_4", "4a")

  await expect(
    instance.payments.serialize("payses_4", (payments) =>
      payments.recordTransition(null, { ...change("payses_4"), id: "prec_other" }, transition("4b")),
    ),
  ).rejects.toThrow(/payment_record_session/)
})

it("saves money beyond a float's precision, to the unit", async () => {
  await advance("payses_5", "5a")

  expect(await instance.payments.findBySession("payses_5")).toMatchObject({ amount: "9007199254740993", captured_amount: "0" })
})

it("preserves columns that a later transition does not name", async () => {
  await advance("payses_6", "6a")
  await instance.payments.serialize("payses_6", async (payments) => {
    const { cart_id: _cart, provider_payment_id: _payment, ...rest } = change("payses_6", "captured")
    await payments.recordTransition(await payments.findBySession("payses_6"), { ...rest, order_id: "order_6" }, transition("6b"))
  })

  expect(await instance.payments.findBySession("payses_6")).toMatchObject({
    cart_id: "cart_payses_6",
    provider_payment_id: "pi_payses_6",
    order_id: "order_6",
    captured_amount: "0",
  })
})

it("finds the session that a provider's payment was tied to, on its own account only", async () => {
  await advance("payses_7", "7a")

  expect(await instance.payments.findSessionOf("hmac", "pi_payses_7")).toBe("payses_7")
  expect(await instance.payments.findSessionOf("stripe", "pi_payses_7")).toBeUndefined()
  expect(await instance.payments.findSessionOf("hmac", "pi_unknown")).toBeUndefined()
})

it("finds transitions not announced or not planned, and only when overdue", async () => {
  const ids = async (age: number) => (await instance.payments.unfinishedTransitions(age, 100)).map(({ id }) => id)
  await database.query(`UPDATE payment_transition SET announced_at = now(), notified_at = now()`)
  await advance("payses_8", "8a")
  await advance("payses_8", "8b")
  await database.query(
    `UPDATE payment_transition SET created_at = now() - interval '1 minute' WHERE id IN ('ptrn_8a', 'ptrn_8b')`,
  )
  await advance("payses_8", "8c")

  expect(await ids(30)).toEqual(["ptrn_8a", "ptrn_8b"])
  await instance.payments.markTransition("ptrn_8a", "announced_at")
  expect(await ids(30)).toContain("ptrn_8a")
  await instance.payments.markTransition("ptrn_8a", "notified_at")
  expect(await ids(30)).toEqual(["ptrn_8b"])
})

it("finds the records of many payments, each by its own key and in its place", async () => {
  for (const name of ["payses_many_1", "payses_many_2", "payses_many_3"]) await advance(name, name)
  const refund = `INSERT INTO payment_refund (id, payment_record_id, provider_refund_id, state, amount, currency_code)
                  VALUES ('pref_many', 'prec_payses_many_2', 're_1', 'succeeded', 5, 'eur')`
  await database.query(refund)
  const known = await instance.payments.findAllKnown([
    { account: "hmac", provider_payment_id: "pi_payses_many_2" },
    { payment_session_id: "payses_unheard" },
    { payment_session_id: "payses_many_1" },
    { account: "another", provider_payment_id: "pi_payses_many_3" },
    { payment_session_id: "payses_many_2" },
  ])
  const shown = known.map((one) => one && [one.record.id, one.refunds.map(({ id }) => id), one.disputes])
  const second = ["prec_payses_many_2", ["pref_many"], []]
  expect(shown).toEqual([second, undefined, ["prec_payses_many_1", [], []], undefined, second])
  expect(await instance.payments.findAllKnown([])).toEqual([])
})
