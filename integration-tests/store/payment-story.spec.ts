import { newestFirst, STORY_KINDS, type PlacedEntry } from "../../src/services/domain/payment-story"
import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance

const PAYMENT = { id: "prec_1", payment_session_id: "payses_1", provider_payment_id: "pi_1", account: "stripe" }

/** Events and transitions in groups of seven at the same millisecond, at odd microseconds, and with ids whose case differs. */
beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
  const at = (every: number) =>
    `'2030-01-01T00:00:00Z'::timestamptz + make_interval(secs => (i / ${every}) * 0.001 + i * 0.000001)`
  await database.query(
    `INSERT INTO payment_webhook_event (id, account, provider, event_id, type, headers, payload, give_up_at, payment_record_id,
       payment_session_id, provider_payment_id, received_at)
     SELECT CASE WHEN i % 2 = 0 THEN 'pwhe_a' ELSE 'pwhe_B' END || i, 'stripe', 'stripe', i::text, 't', '{}', '{}', now(),
            CASE WHEN i % 3 = 0 THEN 'prec_1' END, CASE WHEN i % 3 = 1 THEN 'payses_1' END, 'pi_1', ${at(7)}
       FROM generate_series(1, 60) AS i`,
  )
  await database.query(
    `INSERT INTO payment_webhook_event (id, account, provider, event_id, type, headers, payload, give_up_at, payment_record_id,
       payment_session_id, provider_payment_id, received_at)
     VALUES ('pwhe_other_account', 'adyen', 'adyen', 'x', 't', '{}', '{}', now(), NULL, NULL, 'pi_1', now()),
            ('pwhe_other_session', 'stripe', 'stripe', 'y', 't', '{}', '{}', now(), NULL, 'payses_2', 'pi_1', now()),
            ('pwhe_other_payment', 'stripe', 'stripe', 'z', 't', '{}', '{}', now(), 'prec_2', 'payses_1', 'pi_1', now())`,
  )
  const { item } = await instance.attention.raise({
    kind: "risk",
    subject_key: "a",
    detail: "of the session",
    payment_session_id: "payses_1",
  })
  const both = { payment_session_id: "payses_1", payment_record_id: "prec_1" }
  await instance.attention.raise({ kind: "mismatch", subject_key: "a", detail: "of both", ...both })
  await instance.attention.raise({ kind: "risk", subject_key: "b", detail: "of another", payment_session_id: "payses_2" })
  await instance.attention.resolve(item.id, "dismissed", { action: "dismiss", actor: "user_1", note: "known" })
})

afterAll(() => database?.close())

const places = (more: object = {}) => instance.paymentStories.places(PAYMENT, { kinds: STORY_KINDS, limit: 200, ...more })

it("finds what belongs to the payment, its session, or the provider's id of it in its account, each once", async () => {
  const found = await places()

  expect(found.filter(({ kind }) => kind === "event")).toHaveLength(60)
  expect(found.map(({ id }) => id).filter((id) => id.includes("other"))).toEqual([])
  expect(found.filter(({ kind }) => kind === "attention")).toHaveLength(2)
  expect(found.filter(({ kind }) => kind === "decision")).toHaveLength(1)
  expect(new Set(found.map(({ id }) => id)).size).toBe(63)
})

it("leads from page to page without a gap or a repeat, in the order that entries of Medusa's are sorted in between", async () => {
  const all = await places()
  const seen: PlacedEntry[] = []
  for (let page = await places({ limit: 8 }); page.length; page = await places({ limit: 8, before: seen.at(-1) }))
    seen.push(...page)

  expect(seen).toEqual(all)
  expect([...all].sort(newestFirst)).toEqual(all)
})

it("finds the kinds that are asked for alone", async () => {
  const found = await places({ kinds: ["decision", "attention"] })

  expect(found.map(({ kind }) => kind).sort()).toEqual(["attention", "attention", "decision"])
  expect(await places({ kinds: [] })).toEqual([])
})
