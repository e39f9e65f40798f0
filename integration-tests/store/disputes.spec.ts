import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
})

afterAll(() => database?.close())

const SPANS = [72, 24]
const hours = (count: number) => new Date(Date.now() + count * 3_600_000)

const reported = (id: string, evidence_due_by: Date) => ({
  provider_dispute_id: id,
  state: "opened" as const,
  amount: "100",
  currency_code: "eur",
  reason_code: null,
  evidence_due_by,
  opened_at: null,
  lost_amount: null,
  settled_by_refund: false,
  occurred_at: null,
})

/** A disputed payment; answers a function that reports the dispute again as it was read before. */
async function disputed(id: string, deadline: Date) {
  const about = { payment_session_id: id, account: "hmac", provider: "hmac", amount: "100", currency_code: "eur" }
  const opened = await instance.payments.serialize(id, async (payments) => {
    const transition = {
      from_state: "pending",
      to_state: "captured",
      fact: "payment.captured",
      webhook_event_id: "pwhe_1",
    } as const
    const { record } = await payments.recordTransition(
      null,
      { ...about, id: `prec_${id}`, state: "captured" },
      { ...transition, id: `ptrn_${id}`, amount: "100", currency_code: "eur", reason_code: null, occurred_at: null },
    )
    return payments.saveDispute(record.id, undefined, reported(id, deadline))
  })
  const again = (until: Date) =>
    instance.payments.serialize(id, (payments) => payments.saveDispute(opened.payment_record_id, opened, reported(id, until)))
  return { opened, again }
}

const due = async () => (await instance.disputes.due(SPANS, 100)).map(({ provider_dispute_id }) => provider_dispute_id)

it("preserves a dispute's reminder when a report that was read before is written after it", async () => {
  const deadline = hours(20)
  const { opened, again } = await disputed("reminded", deadline)
  expect(opened.reminded_at).toBeNull()
  expect(await due()).toEqual(["reminded"])

  await instance.disputes.markReminded({ id: opened.id, evidence_due_by: deadline })
  await again(deadline)
  expect(await instance.disputes.find(opened.id)).toMatchObject({ reminded_at: expect.any(Date), evidence_due_by: deadline })
  expect(await due()).toEqual([])
})

it("reminds of a deadline that changed during the reminder of the former one", async () => {
  const { opened, again } = await disputed("moved", hours(70))
  const movedAt = hours(20)
  await again(movedAt)
  await instance.disputes.markReminded({ id: opened.id, evidence_due_by: opened.evidence_due_by! })

  expect(await due()).toEqual(["moved"])
  // As the database's own clock would set it: Dates do not keep microseconds.
  await database.query(`UPDATE payment_dispute SET evidence_due_by = evidence_due_by + interval '7 microseconds' WHERE id = $1`, [
    opened.id,
  ])
  const [found] = await instance.disputes.due(SPANS, 1)
  await instance.disputes.markReminded(found!)
  expect(await due()).toEqual([])
})
