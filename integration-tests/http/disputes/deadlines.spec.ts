import { poll, useStore } from "../../setup"
import { paidOrder } from "../support/disputes"
import { finishedEvent } from "../support/look"

const MERCHANT = "deadlines@shop.example"
const HOUR_MS = 3_600_000

const links = { attention: "https://admin.example/attention/{attention_id}" }

const world = useStore({ options: { notifications: { merchantRecipients: [MERCHANT], links } } })

/** A dispute that is to be answered within these hours. */
async function disputed(hours: number): Promise<{ id: string; paymentId: string }> {
  const { paymentId } = await paidOrder(world)
  const evidence_due_by = new Date(Date.now() + hours * HOUR_MS).toISOString()
  const { event_id, dispute } = await world.gateway.client.dispute(paymentId, { evidence_due_by })
  await finishedEvent(world, event_id, "processed")
  return { id: dispute.id, paymentId }
}

/** The spans in hours for which a dispute's reminders were written, each with its state. */
async function reminders(disputeId: string): Promise<string[]> {
  const { rows } = await world.db.query(
    `SELECT split_part(message.subject, ':', 2) AS span, message.state FROM payment_notification AS message
       JOIN payment_dispute AS dispute ON message.subject LIKE dispute.id || ':%'
      WHERE dispute.provider_dispute_id = $1 AND message.fact = 'dispute.deadline' AND message.recipient = $2
      ORDER BY message.created_at`,
    [disputeId, MERCHANT],
  )
  return rows.map(({ span, state }) => `${span} ${state}`)
}

const remindersCome = (disputeId: string, expected: string[]) =>
  poll(
    `reminders ${expected.join(", ")}`,
    async () => {
      await world.job("sweep")
      return (await reminders(disputeId)).join() === expected.join()
    },
    { timeoutMs: 30_000 },
  )

const twoSweeps = async () => {
  await world.job("sweep")
  await world.job("sweep")
}

const setDeadline = (disputeId: string, hours: number) =>
  world.db.query(
    `UPDATE payment_dispute SET evidence_due_by = now() + make_interval(secs => $2) WHERE provider_dispute_id = $1`,
    [disputeId, hours * 3600],
  )

it("reminds once per span, with customer, order, sum and deadline", async () => {
  const { id } = await disputed(48)
  await remindersCome(id, ["72 sent"])
  const mail = (await world.gateway.client.mailbox(MERCHANT)).find(({ subject }) => subject?.includes("still to be answered"))
  expect(mail?.subject).toMatch(/order #\d+, €25\.00/)
  expect(mail?.text).toMatch(new RegExp(`contests 25\\.00 EUR .*dispute ${id} at stripe; it can be answered there until 20`))

  const { rows } = await world.db.query(
    `SELECT id FROM payment_attention WHERE kind = 'dispute' AND subject_key LIKE '%:' || $1`,
    [id],
  )
  expect(mail?.text).toContain(`https://admin.example/attention/${rows[0].id}`)
  const opened = (await world.gateway.client.mailbox(MERCHANT)).find(({ subject }) => subject?.includes("is disputed"))
  expect(opened?.text).toMatch(/^To be answered by .+ 20\d\d/m)

  await twoSweeps()
  expect(await reminders(id)).toEqual(["72 sent"])
})

it("reminds of the nearest span only, after a pause over the others", async () => {
  const { id } = await disputed(200)
  await world.store.kill("SIGKILL")
  await setDeadline(id, 20)
  await world.restart()

  await remindersCome(id, ["24 sent"])
})

it("reminds again of a deadline that was extended", async () => {
  const { id } = await disputed(10)
  await remindersCome(id, ["24 sent"])
  // As if that had been two days ago.
  await world.db.query(
    `UPDATE payment_dispute SET reminded_at = now() - interval '2 days', evidence_due_by = now() + interval '20 hours' WHERE provider_dispute_id = $1`,
    [id],
  )
  await remindersCome(id, ["24 sent", "24 sent"])
})

it("sends nothing early, after the deadline, or once the dispute is decided or answered", async () => {
  const early = await disputed(100)
  const late = await disputed(-1)
  const lost = await disputed(200)
  const answered = await disputed(200)
  await world.gateway.client.updateDispute(lost.paymentId, lost.id, "lose").then(({ event_id }) => finishedEvent(world, event_id))
  await world.gateway.client
    .updateDispute(answered.paymentId, answered.id, "review")
    .then(({ event_id }) => finishedEvent(world, event_id))
  await setDeadline(lost.id, 10)
  await setDeadline(answered.id, 10)
  await twoSweeps()

  for (const { id } of [early, late, lost, answered]) expect(await reminders(id)).toEqual([])
})
