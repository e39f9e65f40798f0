import { useStore } from "../../setup"
import { inboxOf } from "../support/admin"
import { attentionOf } from "../support/attention"
import { finishedEvent, outcomeOf } from "../support/look"

const world = useStore()

const NEVER = { delivery: { times: 0 } }

/** 25.00 was asked for and authorized, 1.00 was captured: quarantined under one open item. */
async function underpaid() {
  const { client } = world.gateway
  const ready = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  await client.change(ready.paymentId, "authorize", NEVER)
  const part = { capture_amount: 100, delivery: { account: "sandbox-api" } }
  const { event_id } = await client.change(ready.paymentId, "capture", part)
  const event = await finishedEvent(world, event_id, "quarantined")
  const { id } = await attentionOf(world).about(ready.session.id, "open")
  return { ...ready, id, eventId: event.id }
}

type Underpaid = Awaited<ReturnType<typeof underpaid>>

/**
 * The states of the findings that a run of the command reports about this payment. One account is asked: the gateway lists a payment
 * under every account, and PayPal's words, capture by capture, could come first.
 */
async function reconciled({ session }: { session: { id: string } }): Promise<string[]> {
  const { out } = await world.command(["reconcile", "--since", "1h", "--account", "sandbox-api", "--json"])
  return out.findings.filter((one: any) => one.payment_session_id === session.id).map(({ state }: any) => state)
}

const itemsOf = async ({ session }: { session: { id: string } }) => {
  const sql = `SELECT id, kind, state, resolution, amount FROM payment_attention WHERE payment_session_id = $1 ORDER BY created_at`
  return (await world.db.query(sql, [session.id])).rows
}

const sourcesOf = async ({ session }: { session: { id: string } }): Promise<string[]> => {
  const sql = `SELECT source FROM payment_webhook_event WHERE payment_session_id = $1 ORDER BY received_at`
  return (await world.db.query(sql, [session.id])).rows.map(({ source }) => source)
}

it("does not raise a mismatch again that is still open", async () => {
  const paid = await underpaid()

  expect(await reconciled(paid)).toEqual(["in_review"])
  expect(await reconciled(paid)).toEqual(["in_review"])
  expect(await itemsOf(paid)).toEqual([{ id: paid.id, kind: "mismatch", state: "open", resolution: null, amount: "100" }])
  expect(await sourcesOf(paid)).toEqual(["webhook"])
})

it.each<[string, (paid: Underpaid) => Promise<unknown>, string, string[]]>([
  ["dismissed", ({ id }) => attentionOf(world).dismiss(id, { note: "a test of ours" }), "dismissed", []],
  // No webhook reports the refund: reconciliation finds it, by the provider's id, and records nothing twice.
  ["refunded", ({ id }) => attentionOf(world).refund(id), "refunded", ["repaired"]],
  [
    "ignored",
    async ({ eventId }) => {
      await inboxOf(world).ignore(eventId, { reason: "a test of ours" })
      await world.job("sweep")
    },
    "superseded",
    [],
  ],
])("does not raise a mismatch again that was %s", async (_what, decide, resolution, findings) => {
  const paid = await underpaid()
  await decide(paid)

  expect(await reconciled(paid)).toEqual(findings)
  expect(await reconciled(paid)).toEqual([])
  expect(await itemsOf(paid)).toEqual([{ id: paid.id, kind: "mismatch", state: "resolved", resolution, amount: "100" }])
  expect(await outcomeOf(world, paid)).toMatchObject({ orders: 0 })
})

it("raises a dismissed payment again when the provider reports another sum, and books that sum when it is accepted", async () => {
  const paid = await underpaid()
  await attentionOf(world).dismiss(paid.id, { note: "more is to come" })
  await world.gateway.client.change(paid.paymentId, "capture", { capture_amount: 200, ...NEVER })

  expect(await reconciled(paid)).toEqual(["in_review"])
  const [former, news, ...more] = await itemsOf(paid)
  expect(more).toEqual([])
  expect(former).toMatchObject({ id: paid.id, resolution: "dismissed" })
  expect(news).toMatchObject({ kind: "mismatch", state: "open", amount: "300" })
  expect(await attentionOf(world).show(news.id)).toMatchObject({
    detail: "expected 25.00 EUR, reported 3.00 EUR",
    amount_required: false,
  })

  const refused = await attentionOf(world)
    .accept(news.id, { amount: "25.00" })
    .catch((error: { status: number; body: object }) => error)
  expect(refused).toMatchObject({
    status: 400,
    body: { type: "invalid_data", message: "amount must be left out: the provider reported 3.00 EUR" },
  })
  await attentionOf(world).accept(news.id)
  const accepted = () => attentionOf(world).show(news.id)
  for (let tries = 0; tries < 50 && (await accepted()).state !== "resolved"; tries++) await world.job("sweep")
  expect(await accepted()).toMatchObject({ resolution: "accepted", payment: { captured_amount: "300" } })
  expect(await outcomeOf(world, paid)).toMatchObject({ orders: 1, captures: [3] })
  expect(await reconciled(paid)).toEqual([])
})

it("opens a dismissed difference again for another difference, and for no other reason", async () => {
  const { client } = world.gateway
  const ready = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  const { event_id } = await client.change(ready.paymentId, "authorize", { delivery: { account: "sandbox-api" } })
  await finishedEvent(world, event_id, "processed")
  const rename = (id: string) =>
    world.db.query(`UPDATE payment_record SET provider_payment_id = $2 WHERE payment_session_id = $1`, [ready.session.id, id])
  await rename("gpay_unknown")

  expect(await reconciled(ready)).toEqual(["in_review"])
  const [item] = await itemsOf(ready)
  expect(item).toMatchObject({ kind: "drift", state: "open" })
  await attentionOf(world).dismiss(item.id, { note: "looked at" })
  await reconciled(ready)
  expect(await itemsOf(ready)).toMatchObject([{ id: item.id, state: "resolved", resolution: "dismissed" }])

  await rename(ready.paymentId)
  await world.db.query(
    `UPDATE payment_record SET state = 'captured', captured_amount = amount, updated_at = now() - interval '1 day'
      WHERE payment_session_id = $1`,
    [ready.session.id],
  )
  await reconciled(ready)
  expect(await attentionOf(world).show(item.id)).toMatchObject({
    state: "open",
    detail: "the payment is captured here, the provider still reports it authorized",
  })
})
