import { poll, useStore } from "../../setup"
import { countOf, givenUp, withAccount, withoutAccount } from "../support/gone-account"
import { eventRow, finishedEvent, outcomeOf, paidOnce } from "../support/look"
import { replaysOf } from "../support/replays"
import { anEvent, send, signed, urlOf } from "../support/webhooks"

// Two at once, so that one event of a replay is under way at a time: there is a middle to stop and to kill in.
const processing = { concurrency: 2, leaseSeconds: 5, retryInitialSeconds: 0.5, retryMaxSeconds: 1, giveUpAfterSeconds: 60 }
const broken = { processing, accounts: withoutAccount }
const mended = { processing, accounts: withAccount }

const world = useStore({ options: broken })

const replays = () => replaysOf(world)

afterEach(async () => {
  await world.db.query(`DELETE FROM payment_webhook_event WHERE account = 'gone'`)
  await world.setOptions(broken)
})

const onlyCause = async () => {
  const causes = await replays().causes()
  expect(causes).toHaveLength(1)
  return causes[0]!
}

it("shows many events of one cause as one line, and applies all of them again by one call, what was applied already not twice", async () => {
  const ready = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay", { delivery: { account: "hmac" } })
  await finishedEvent(world, event_id, "processed")
  await givenUp(world, 19, [(await eventRow(world, event_id))!.id])
  const cause = await onlyCause()
  expect(cause).toMatchObject({
    state: "dead",
    account: "gone",
    reason: "unknown_account",
    last_error: expect.stringContaining("gone"),
    count: 20,
    count_is_capped: false,
  })
  expect(await replays().count(cause)).toBe(20)
  await world.setOptions(mended)

  const begun = await Promise.all([replays().begin(cause), replays().begin(cause), replays().begin(cause)])
  expect(new Set(begun.map(({ id }) => id)).size).toBe(1)
  const { id, actor } = begun[0]!
  expect(begun[0]).toMatchObject({
    state: "running",
    event_state: "dead",
    account: "gone",
    total: 20,
    actor: expect.stringMatching(/^user_/),
  })
  for (const hidden of ["in_flight", "after_id", "after_received_at"]) expect(begun[0]).not.toHaveProperty(hidden)
  const ended = await replays().ended(id)

  expect(ended).toMatchObject({
    state: "finished",
    total: 20,
    done: 20,
    failed: 0,
    stopped_by: null,
    ended_at: expect.any(String),
  })
  expect(await replays().causes()).toEqual([])
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  expect(await replays().list()).toMatchObject([{ id, actor }])
  const log = (await world.logs()).join("\n")
  expect(log).toContain(`replay ${id} of 20 dead webhook events of gone was begun by ${actor}`)
  expect(log).toContain(`replay ${id} of webhook events has ended: 20 of 20 applied again, 0 of them failed again`)
})

it("is stopped by anybody, leaves the rest as it is, lets new webhooks pass, and is taken up again by another one", async () => {
  await givenUp(world, 50)
  const cause = await onlyCause()
  await world.setOptions(mended)
  const { id } = await replays().begin(cause)
  await replays().reached(id, 3)
  const live = anEvent()
  await send(urlOf(world, "hmac"), signed("hmac", live))
  await finishedEvent(world, live.id, "ignored")
  const stopped = await replays().stop(id)
  // It came behind all 50, and did not wait for them.
  expect(stopped).toMatchObject({ state: "stopped", stopped_by: stopped.actor })
  expect(stopped.done).toBeLessThan(50)
  expect(await replays().stop(id)).toMatchObject({ state: "stopped" })
  await poll("the event that was under way", async () => {
    const { done } = await replays().show(id)
    return done + (await countOf(world, "dead")) === 50
  })

  const rest = await countOf(world, "dead")
  expect(await onlyCause()).toMatchObject({ cause: cause.cause, count: rest })
  const again = await replays().begin(cause)
  expect(again).toMatchObject({ total: rest })
  expect(again.id).not.toBe(id)
  expect(await replays().ended(again.id)).toMatchObject({ state: "finished", done: rest, failed: 0 })
})

it("goes on after a kill where it was, and counts no event twice", async () => {
  await givenUp(world, 40)
  const cause = await onlyCause()
  await world.restart({ options: mended })
  const { id } = await replays().begin(cause)
  for (const done of [5, 15]) {
    await replays().reached(id, done)
    await world.restart({ options: mended, signal: "SIGKILL" })
  }

  expect(await replays().ended(id)).toMatchObject({ state: "finished", total: 40, done: 40, failed: 0 })
  expect(await countOf(world, "ignored")).toBe(40)
}, 300_000)

it("says how many failed again where nothing was mended, and ends", async () => {
  await givenUp(world, 5)
  const cause = await onlyCause()
  const { id } = await replays().begin(cause)

  expect(await replays().ended(id)).toMatchObject({ state: "finished", total: 5, done: 5, failed: 5 })
  expect(await countOf(world, "dead")).toBe(5)
  await expect(replays().stop(id)).rejects.toMatchObject({
    status: 400,
    body: { message: `Replay ${id} is not stopped: it is finished` },
  })
})

it("refuses what names no events, by name", async () => {
  await expect(replays().begin({ account: "nobody", cause: "12ab" })).rejects.toMatchObject({
    status: 404,
    body: { type: "not_found", message: "There is no dead event of account nobody with the cause 12ab that can be replayed" },
  })
  await expect(replays().begin({ account: "gone", cause: "all of them" })).rejects.toMatchObject({ status: 400 })
  await expect(replays().show("pwhr_unknown")).rejects.toMatchObject({ status: 404 })
  await expect(replays().stop("pwhr_unknown")).rejects.toMatchObject({ status: 404 })
  const causes = "/admin/payment-notifications/webhook-events/causes"
  await expect(world.admin("GET", `${causes}?state=processed`)).rejects.toMatchObject({
    status: 400,
    body: { message: expect.stringContaining("dead, quarantined") },
  })
  expect(await world.admin("GET", `${causes}?state=quarantined`)).toEqual({ causes: [], causes_are_capped: false })
})

it("is begun by the command as well", async () => {
  await givenUp(world, 3)
  const { cause } = await onlyCause()
  await world.setOptions(mended)
  const { code, out } = await world.command(["replay", "--cause", cause, "--account", "gone", "--json"])
  expect([code, out]).toEqual([0, { replay: expect.stringMatching(/^pwhr_/), total: 3 }])

  expect(await replays().ended(out.replay)).toMatchObject({ state: "finished", done: 3, actor: "command" })
  expect(await world.command(["replay", "--cause", cause, "--account", "gone"])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("There is no dead event of account gone"),
  })
  expect(await world.command(["replay", "--cause", cause])).toMatchObject({ code: 1, stderr: expect.stringContaining("--cause") })
})
