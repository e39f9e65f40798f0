import { Client } from "pg"
import { MOST_CAUSES, MOST_OF_CAUSE } from "../../src/services/store/webhook-cause.sql"
import { judge } from "./support/aged/judge"
import { recordStatements } from "./support/aged/record"
import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
})

afterAll(() => database?.close())

beforeEach(() => database.query(`TRUNCATE payment_webhook_event`))

interface Given {
  readonly account?: string
  readonly state?: string
  readonly reason?: string | null
  readonly error?: string | null
  readonly times?: number
}

let events = 0

/** Events a second apart; `$` in the error stands for something that only this event has. */
async function given({
  account = "stripe",
  state = "dead",
  reason = "no_answer",
  error = null,
  times = 1,
}: Given): Promise<void> {
  const from = (events += times) - times
  await database.query(
    `INSERT INTO payment_webhook_event (id, account, provider, event_id, type, headers, payload, state, reason, last_error, give_up_at, received_at)
     SELECT 'pwhe_' || lpad(i::text, 7, '0'), $1, 'p', i::text, 't', '{}', '{}', $2, $3, replace($4, '$', i::text), now(),
            '2030-01-01T00:00:00Z'::timestamptz + make_interval(secs => i)
       FROM generate_series(${from}, ${from + times - 1}) AS i`,
    [account, state, reason, error],
  )
}

const causes = async (state: "dead" | "quarantined" = "dead") => (await instance.webhookOverview.causes(state)).causes

it("makes one line of events that differ by what is their own, and one each of other accounts, reasons and errors", async () => {
  await given({ error: "no payment pi_$ at session payses_$ (ada$@example.com) over $.00 EUR", times: 3 })
  await given({ error: "the provider answered 503", times: 2 })
  await given({ error: "the provider answered 404", times: 1 })
  await given({ error: "the provider answered 503", account: "adyen" })
  await given({ error: "the provider answered 503", reason: "lock_timeout" })
  await given({ error: null, reason: null })
  await given({ error: "the provider answered 503", state: "processed" })
  await given({ error: "the provider answered 503", state: "quarantined" })

  const found = await causes()
  expect(found.map(({ account, reason, count }) => [account, reason, count]).sort()).toEqual([
    ["adyen", "no_answer", 1],
    ["stripe", null, 1],
    ["stripe", "lock_timeout", 1],
    ["stripe", "no_answer", 1],
    ["stripe", "no_answer", 2],
    ["stripe", "no_answer", 3],
  ])
  expect(await causes("quarantined")).toMatchObject([{ state: "quarantined", count: 1 }])
})

it("says of each when it was seen first and last, and shows the newest; the latest stands first", async () => {
  await given({ error: "first pi_$", times: 3 })
  await given({ error: "second pi_$", times: 2 })

  const [second, first, ...more] = await causes()
  expect(more).toEqual([])
  expect(second).toMatchObject({ count: 2, count_is_capped: false, last_error: `second pi_${events - 1}` })
  expect(first).toMatchObject({ state: "dead", account: "stripe", reason: "no_answer", last_error: `first pi_${events - 3}` })
  expect(first!.last_received_at.getTime() - first!.first_received_at.getTime()).toBe(2_000)
  expect(first!.last_event_id).toBe(`pwhe_${String(events - 3).padStart(7, "0")}`)
})

it("has none where nothing was given up", async () => {
  expect(await instance.webhookOverview.causes("dead")).toEqual({ causes: [], causes_are_capped: false })
})

it("stays cheap behind many causes, of which one has many events: by its index, with counts and causes that end", async () => {
  for (let i = 0; i < MOST_CAUSES; i++) await given({ reason: `reason_${i}`, times: 3 })
  await given({ times: 5_000, error: "nobody answers for pi_$" })
  await given({ state: "processed", times: 30_000 })
  await database.query(`ANALYZE payment_webhook_event`)
  const stop = recordStatements()
  const { causes: found, causes_are_capped } = await instance.webhookOverview.causes("dead")
  const many = await instance.webhookOverview.causes("quarantined")
  const statements = stop()

  expect([found.length, causes_are_capped, many]).toEqual([MOST_CAUSES, true, { causes: [], causes_are_capped: false }])
  expect(found.find(({ count_is_capped }) => count_is_capped)).toMatchObject({ reason: "no_answer", count: MOST_OF_CAUSE })
  const client = new Client({ connectionString: database.url })
  await client.connect()
  expect(await judge(client, statements).finally(() => client.end())).toEqual([])
})

it("names the values to filter by, once each, and reasons only where they are codes", async () => {
  await given({ account: "adyen", reason: "no_answer" })
  await given({ account: "stripe", reason: "a colleague's own words" })
  await given({ account: "adyen", reason: null })

  expect(await instance.webhookOverview.facets()).toEqual({ accounts: ["adyen", "stripe"], types: ["t"], reasons: ["no_answer"] })
})
