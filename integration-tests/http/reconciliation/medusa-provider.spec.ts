import { useStore } from "../../setup"
import { outcomeOf } from "../support/look"
import { runCommand } from "../support/command"

/** No account at all: webhooks come in on core's route, and only Medusa's payment provider can be asked. */
const options = { accounts: [] }

const world = useStore({ options, gateway: { defaultAccount: "sandbox" } })

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
})
