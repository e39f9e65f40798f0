import { ProviderUnavailableError, UnknownAccountError } from "../../src/services/domain/errors"
import { fail, newEvent, newEvents, openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase

beforeAll(async () => {
  database = await openPluginDatabase()
})

afterAll(() => database?.close())

beforeEach(() => database.query(`TRUNCATE payment_webhook_event`))

const options = (giveUpAfterSeconds: number) => ({
  processing: { retryInitialSeconds: 10, retryMaxSeconds: 40, giveUpAfterSeconds },
})

/** The row's values, with times in seconds from the database's own now. */
const look = async (id: string) =>
  (
    await database.query(
      `SELECT state, reason, attempts, last_error, lease_token, leased_until, processed_at,
              extract(epoch FROM next_attempt_at - now())::float AS due_in
         FROM payment_webhook_event WHERE id = $1`,
      [id],
    )
  )[0]

const claimNow = async ({ inbox }: Instance, id: string) => {
  await database.query(`UPDATE payment_webhook_event SET next_attempt_at = now() WHERE id = $1`, [id])
  const [event] = await inbox.claim(1)
  expect(event!.id).toBe(id)
  return event!
}

it("retries after a delay that doubles up to its maximum, and saves the reason", async () => {
  const instance = await database.instance(options(100_000))
  const { id, ...event } = newEvent()
  await instance.webhookEvents.insertMany([{ ...event, id }], 100_000)

  for (const [attempt, ceiling] of [10, 20, 40, 40, 40].entries()) {
    const event = await claimNow(instance, id)
    expect(await fail(instance, event, new ProviderUnavailableError("the gateway is away"))).toBe("failed")

    const row = await look(id)
    expect(row).toMatchObject({
      state: "failed",
      reason: "provider_unavailable",
      last_error: "the gateway is away",
      attempts: attempt + 1,
      lease_token: null,
      leased_until: null,
      processed_at: null,
    })
    expect(row.due_in).toBeGreaterThan(ceiling / 2 - 5)
    expect(row.due_in).toBeLessThanOrEqual(ceiling)
    expect(await instance.inbox.claim(10)).toEqual([])
  }
})

it("is dead once the next attempt would come after the retry span, and is claimed no more", async () => {
  const instance = await database.instance(options(100_000))
  const [event] = newEvents(1)
  await instance.webhookEvents.insertMany([event!], 100_000)
  await database.query(`UPDATE payment_webhook_event SET give_up_at = now() + interval '1 second' WHERE id = $1`, [event!.id])
  const claimed = await claimNow(instance, event!.id)

  expect(await fail(instance, claimed, new Error("still no session"))).toBe("dead")
  expect(await look(event!.id)).toMatchObject({ state: "dead", reason: "unexpected_error", last_error: "still no session" })
  await database.query(`UPDATE payment_webhook_event SET next_attempt_at = now() - interval '1 day'`)
  expect(await instance.inbox.claim(10)).toEqual([])
})

it("is dead at once when the error is permanent", async () => {
  const instance = await database.instance(options(100_000))
  const [event] = newEvents(1)
  await instance.webhookEvents.insertMany([event!], 100_000)
  const claimed = await claimNow(instance, event!.id)

  expect(await fail(instance, claimed, new UnknownAccountError("no longer configured"))).toBe("dead")
  expect(await look(event!.id)).toMatchObject({ state: "dead", reason: "unknown_account", attempts: 1 })
})

it("claims an event whose span is over once more before it gives up: the store may have been down", async () => {
  const instance = await database.instance(options(100_000))
  const [event] = newEvents(1)
  await instance.webhookEvents.insertMany([event!], 100_000)
  await database.query(`UPDATE payment_webhook_event SET give_up_at = now() - interval '1 day' WHERE id = $1`, [event!.id])

  const claimed = await claimNow(instance, event!.id)
  expect(await instance.inbox.complete(claimed, { state: "processed" })).toBe(true)
})

it.each([
  ["a Medusa error", Object.assign(new Error("not found"), { type: "not_found" }), "not_found", "not found"],
  ["a database error", Object.assign(new Error("gone"), { code: "57P01" }), "57P01", "gone"],
  ["an error that was JSON on its way", { message: "gone", type: "not_found", stack: "no" }, "not_found", "gone"],
  ["an object that is no error", { code: 1 }, "unexpected_error", "[object Object]"],
  ["something thrown that is no error", "just text", "unexpected_error", "just text"],
  ["undefined", undefined, "unexpected_error", "undefined"],
  ["text with a NUL", new Error("a\0b"), "unexpected_error", expect.stringMatching(/^a.?b$/)],
  ["a lone surrogate", new Error("a\ud800b"), "unexpected_error", expect.stringMatching(/^a.+b$/)],
  ["a very long message", new Error("x".repeat(100_000)), "unexpected_error", expect.stringMatching(/^x{1,2000}$/)],
  ["an empty code", Object.assign(new Error("odd"), { code: "" }), "unexpected_error", "odd"],
])("saves the failure when it is %s", async (_what, error, reason, last_error) => {
  const instance = await database.instance(options(100_000))
  const [event] = newEvents(1)
  await instance.webhookEvents.insertMany([event!], 100_000)
  const claimed = await claimNow(instance, event!.id)

  expect(await fail(instance, claimed, error)).toBe("failed")
  expect(await look(event!.id)).toMatchObject({ state: "failed", reason, last_error })
})
