import { bootStore, poll, type TestStore } from "../setup"
import { outcomeOf, paidOnce } from "./support/look"
import { runCommand } from "./support/command"

let world: TestStore

beforeAll(async () => {
  world = await bootStore()
})

afterAll(() => world?.stop())

const NEVER = { delivery: { times: 0 } }

const findingsOf = (sessionId: string) =>
  world.db
    .query(`SELECT * FROM reconciliation_finding WHERE payment_session_id = $1 ORDER BY created_at`, [sessionId])
    .then(({ rows }) => rows)

it("reports drift in a dry run with 3, brings it to agreement, and exits with 0 from then on", async () => {
  const { shop, gateway } = world
  const paid = await shop.checkout()
  const canceled = await shop.checkout()
  await shop.checkout() // Not paid: nothing to find.
  await gateway.client.change(paid.paymentId, "pay", NEVER)
  await gateway.client.change(canceled.paymentId, "cancel", NEVER)

  const dry = await runCommand(world, ["reconcile", "--since", "1h", "--dry-run", "--json"])
  expect(dry).toMatchObject({ code: 3, out: { run: { dry_run: true, checked: expect.any(Number) }, unasked: 0 } })
  expect(dry.out.findings.map((finding: any) => [finding.payment_session_id, finding.state, finding.detail]).sort()).toEqual(
    [
      [paid.session.id, "found", "the provider reports the payment captured of 25.00 EUR; nothing was told"],
      [canceled.session.id, "found", "the provider reports the payment canceled of 25.00 EUR; nothing was told"],
    ].sort(),
  )
  expect(await outcomeOf(world, paid)).toMatchObject({ orders: 0 })

  const repair = await runCommand(world, ["reconcile", "--since", "1h", "--json"])
  expect(repair.out.findings.map(({ state }: any) => state)).toEqual(["repaired", "repaired"])
  expect(repair.code).toBe(0)
  expect(await outcomeOf(world, paid)).toMatchObject(paidOnce())
  expect(await outcomeOf(world, canceled)).toMatchObject({ orders: 0, session: "canceled" })
  expect(await gateway.client.moneyCalls(paid.paymentId)).toEqual([])
  expect(await gateway.client.moneyCalls(canceled.paymentId)).toEqual([])
  const { rows } = await world.db.query(`SELECT source, state, fact FROM payment_webhook_event WHERE payment_session_id = $1`, [
    paid.session.id,
  ])
  expect(rows).toEqual([{ source: "reconciliation", state: "processed", fact: "payment.captured" }])

  const again = await runCommand(world, ["reconcile", "--since", "1h", "--dry-run"])
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining("0 differ") })
  expect(await findingsOf(paid.session.id)).toHaveLength(2)
})
