import { HttpError, useSharedStore } from "../../setup"
import { attentionOf } from "../support/attention"
import { finishedEvent } from "../support/look"

const world = useSharedStore({ account: "hmac" })

const overview = async () => (await world.admin<any>("GET", "/admin/payment-notifications/attention/overview")).overview

async function quarantined() {
  const ready = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay", { amount: 2400 })
  await finishedEvent(world, event_id, "quarantined")
  return attentionOf(world).about(ready.session.id)
}

it.each([
  ["accept", "deciding"],
  ["refund", "resolved"],
  ["dismiss", "resolved"],
] as const)("refuses to %s an item that has changed since it was shown", async (action, state) => {
  const item = await quarantined()
  await world.db.query(`UPDATE payment_attention SET updated_at = updated_at + interval '1 second' WHERE id = $1`, [item.id])
  const decide = attentionOf(world)[action]
  const error = await decide(item.id, { note: "as seen", updated_at: item.updated_at }).catch((refusal: HttpError) => refusal)

  expect(error).toBeInstanceOf(HttpError)
  expect((error as HttpError).body).toMatchObject({ type: "not_allowed", message: expect.stringContaining("has changed since") })
  const shown = await attentionOf(world).show(item.id)
  expect(shown).toMatchObject({ state: "open", decisions: [] })
  expect(await decide(item.id, { note: "as seen", updated_at: shown.updated_at })).toMatchObject({ state })
})

it("counts what is open, until it is decided", async () => {
  const { open } = await overview()
  const item = await quarantined()
  expect(await overview()).toMatchObject({ open: open + 1, open_is_capped: false })
  await attentionOf(world).dismiss(item.id, { note: "counted" })
  expect(await overview()).toMatchObject({ open })
})
