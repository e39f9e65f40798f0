import { useStore } from "../../setup"
import { attentionOf } from "../support/attention"
import { outcomeOf } from "../support/look"
import { runCommand } from "../support/command"

/** No account at all: webhooks come in on core's route, and only Medusa's payment provider can be asked. */
const options = { accounts: [] }

const world = useStore({ options, gateway: { defaultAccount: "sandbox" } })

const REFUSED: readonly (readonly [object, string])[] = [
  [{}, "amount is required: no amount was reported, so give the sum that was paid"],
  [{ amount: "much" }, 'amount must be a decimal in major units of EUR, such as "24.95"'],
  [{ amount: "1.001" }, 'amount must be a decimal in major units of EUR, such as "24.95"'],
  [{ amount: "0.00" }, "amount must be greater than 0"],
  [{ amount: "-1" }, "amount must be greater than 0"],
  [{ amount: "25.01" }, "amount must not be more than was asked for (25.00 EUR)"],
  [{ amount: 1 }, "'amount'"],
]

const NEVER = { delivery: { times: 0 } }

it("asks Medusa's payment provider where no account can be asked: applies states, guesses no missing sums", async () => {
  const { shop, gateway, db } = world
  const canceled = await shop.checkout()
  const paid = await shop.checkout()
  await gateway.client.change(canceled.paymentId, "cancel", NEVER)
  await gateway.client.change(paid.paymentId, "pay", NEVER)

  const repair = await runCommand(world, ["reconcile", "--since", "1h", "--json"], { options })
  const states = Object.fromEntries(repair.out.findings.map((finding: any) => [finding.payment_session_id, finding.state]))
  expect(states).toEqual({ [canceled.session.id]: "repaired", [paid.session.id]: "in_review" })
  expect(repair.code).toBe(3)
  expect(await outcomeOf(world, canceled)).toMatchObject({ session: "canceled" })
  expect(await outcomeOf(world, paid)).toMatchObject({ orders: 0 })
  const { rows } = await db.query(
    `SELECT account, state, reason, last_error FROM payment_webhook_event WHERE payment_session_id = $1`,
    [paid.session.id],
  )
  expect(rows).toEqual([
    {
      account: "pp_sandbox_sandbox",
      state: "quarantined",
      reason: "amount_mismatch",
      last_error: "expected 25.00 EUR, no amount was reported",
    },
  ])

  // Still open: looking once more is no news.
  await runCommand(world, ["reconcile", "--since", "1h", "--json"], { options })
  const { attention } = await attentionOf(world).list(`payment_session_id=${paid.session.id}`)
  expect(attention).toMatchObject([{ kind: "mismatch", state: "open" }])
  const { id } = attention[0]!
  expect(await attentionOf(world).show(id)).toMatchObject({ amount_required: true, allowed: ["accept", "refund", "dismiss"] })
  for (const [body, message] of REFUSED) {
    const refused = await attentionOf(world)
      .accept(id, body)
      .catch((error: { status: number; body: object }) => error)
    expect(refused).toMatchObject({ status: 400, body: { type: "invalid_data", message: expect.stringContaining(message) } })
  }
  expect(await attentionOf(world).show(id)).toMatchObject({ state: "open", decisions: [] })
  expect(await outcomeOf(world, paid)).toMatchObject({ orders: 0 })

  await attentionOf(world).accept(id, { amount: "1.00", note: "as the provider's dashboard shows" })
  const accepted = await attentionOf(world).about(paid.session.id, "resolved")
  expect(accepted).toMatchObject({
    resolution: "accepted",
    decisions: [
      { action: "accept", outcome: "started", amount: "100" },
      { action: "accept", outcome: "done", amount: "100" },
    ],
    payment: { state: "captured", captured_amount: "100" },
  })
  expect(await outcomeOf(world, paid)).toMatchObject({ orders: 1, captures: [1] })
})
