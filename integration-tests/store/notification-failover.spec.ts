import { SendError } from "../../src/services/notifications/send-error"
import type { ClaimedNotification } from "../../src/services/store/notification-repository"
import { failed, failOver, message, openOutbox, type FindFailover, type OutboxWorld } from "./support/outbox"

let world: OutboxWorld

beforeAll(async () => {
  world = await openOutbox()
})

afterAll(() => world?.database.close())

beforeEach(() => world.database.query(`TRUNCATE payment_notification CASCADE`))

const gone = () => new SendError("gone", { kind: "permanent", code: "gone" })

/** By e-mail, once no device can receive it any more. */
const byEmail: FindFailover = async (dead, siblings) =>
  siblings.every(({ state }) => state === "dead") ? message({ failover_of: dead.id }) : undefined

const claim = (count: number) => world.one.notificationOutbox.claim("push", count)

/** Writes that messages are dead, as a process does that is killed right after it. */
const killedAfterDeath = (messages: readonly ClaimedNotification[], instance: "one" | "other" = "one") =>
  world[instance].notificationOutbox.recordOutcomes(messages.map((message) => failed(message, gone())))

const died = async (
  messages: readonly ClaimedNotification[],
  find: FindFailover = byEmail,
  instance: "one" | "other" = "one",
): Promise<void> => failOver(world[instance], (await killedAfterDeath(messages, instance)).dead, find)

/** The sweep's work on rows that a crash has left. */
const sweep = async (instance: "one" | "other" = "one", find: FindFailover = byEmail): Promise<void> =>
  failOver(world[instance], await world[instance].notificationOutbox.notFailedOver(10), find)

const states = async () => (await world.rows()).map(({ channel, state }) => `${channel} ${state}`).sort()

const devices = () =>
  world.one.notificationOutbox.plan(["psub_1", "psub_2"].map((recipient) => message({ channel: "push", recipient })))

it("goes out once when two devices fail in one call", async () => {
  await devices()
  await died(await claim(2))

  expect(await states()).toEqual(["email pending", "push dead", "push dead"])
})

it("goes out once when two devices fail at the same moment in two processes", async () => {
  await devices()
  const [first, second] = [await claim(1), await world.other.notificationOutbox.claim("push", 1)]
  await Promise.all([died(first), died(second, byEmail, "other")])

  expect(await states()).toEqual(["email pending", "push dead", "push dead"])
})

it("goes out once, by the sweep, when the process is killed between the death and the failover", async () => {
  await devices()
  await killedAfterDeath(await claim(2))
  expect(await states()).toEqual(["push dead", "push dead"])
  for (const instance of ["one", "other"] as const) await sweep(instance)
  await Promise.all([sweep(), sweep("other")])

  expect(await states()).toEqual(["email pending", "push dead", "push dead"])
  expect(await world.one.notificationOutbox.notFailedOver(10)).toEqual([])
})

it("looks once for the failover of a message that has none", async () => {
  await devices()
  const asked: string[] = []
  const nothing: FindFailover = async ({ id }) => void asked.push(id)
  await died(await claim(2), nothing)
  await sweep("other", nothing)

  expect(asked).toHaveLength(2)
  expect(await states()).toEqual(["push dead", "push dead"])
})

it("adds none for a message that a person has resent meanwhile, and one when that fails, too", async () => {
  await devices()
  const { dead } = await killedAfterDeath(await claim(2))
  await Promise.all(dead.map(({ id }) => world.one.notificationOutbox.resend(id, "user_1")))
  await failOver(world.one, dead, byEmail)
  expect(await states()).toEqual(["push pending", "push pending"])

  await died(await claim(2))
  expect(await states()).toEqual(["email pending", "push dead", "push dead"])
})

it("goes out on a disabled channel when an essential message fails on all others", async () => {
  await world.one.notificationOutbox.plan([
    message({ suppressed: "opted_out" }),
    message({ channel: "push", recipient: "psub_1" }),
  ])
  await died(await claim(1), async ({ id }) => message({ failover_of: id }))

  expect(await states()).toEqual(["email pending", "push dead"])
})

it("leaves a message that is not essential off a disabled channel", async () => {
  const reward = { essential: false, fact: "reward.issued" }
  await world.one.notificationOutbox.plan([
    message({ ...reward, suppressed: "opted_out" }),
    message({ ...reward, channel: "push", recipient: "psub_1" }),
  ])
  await died(await claim(1), async ({ id }) => message({ ...reward, failover_of: id }))

  expect(await states()).toEqual(["email suppressed", "push dead"])
})

/** Workers claim the due message, one after the other, and die on it. */
async function crash(times: number, given: Parameters<typeof message>[0] = {}) {
  await world.one.notificationOutbox.plan([message(given)])
  for (let crash = 0; crash < times; crash++) {
    expect(await world.one.notificationOutbox.dueChannels()).toEqual([given.channel ?? "email"])
    await world.one.notificationOutbox.claim(given.channel ?? "email", 1)
    await world.due()
  }
}

it("ends a message that worker after worker dies on", async () => {
  await crash(5)

  expect(await world.one.notificationOutbox.dueChannels()).toEqual([])
  expect(await world.rows()).toMatchObject([{ state: "dead", reason: "crashed", attempts: 5 }])
  expect(await world.attempts()).toMatchObject(
    Array.from({ length: 5 }, () => ({ outcome: "unknown", ended_at: expect.any(Date) })),
  )
})

it("goes out once for a message that worker after worker dies on, although two processes end it at once", async () => {
  await crash(5, { channel: "push", recipient: "psub_1" })
  await Promise.all([world.one, world.other].map(({ notificationOutbox }) => notificationOutbox.dueChannels()))
  await Promise.all([sweep(), sweep("other")])

  expect(await states()).toEqual(["email pending", "push dead"])
  expect(await world.one.notificationOutbox.dueChannels()).toEqual(["email"])
})

it("retries a message that a worker died on a last time after its span, and ends it by that attempt", async () => {
  await crash(1, { channel: "push", recipient: "psub_1" })
  await world.database.query(`UPDATE payment_notification SET give_up_at = now() - interval '1 second'`)

  expect(await world.one.notificationOutbox.dueChannels()).toEqual(["push"])
  const busy = new SendError("busy", { kind: "transient", code: "throttled" })
  const attempt = failed((await claim(1))[0]!, busy)
  await failOver(world.one, (await world.one.notificationOutbox.recordOutcomes([attempt])).dead, byEmail)

  expect(await states()).toEqual(["email pending", "push dead"])
  expect(await world.rows()).toContainEqual(expect.objectContaining({ channel: "push", reason: "throttled" }))
  expect(await world.attempts()).toMatchObject([{ outcome: "unknown" }, { outcome: "failed" }])
})

it("delays a postponed message for quiet hours, and counts no failure", async () => {
  await world.one.notificationOutbox.plan([message({ essential: false })])
  const [claimed] = await world.one.notificationOutbox.claim("email", 1)
  await world.one.notificationOutbox.recordOutcomes([{ message: claimed!, postponed: 3600 }])

  expect(await world.rows()).toMatchObject([{ state: "pending", reason: "quiet_hours" }])
  expect(await world.one.notificationOutbox.dueChannels()).toEqual([])
  expect(await world.attempts()).toMatchObject([{ outcome: "suppressed" }])
})

describe("a receipt", () => {
  const sent = { notificationId: "noti_1", providerId: "sms", externalId: "SM1" }
  const bounced = async (id: string, externalId: string | null) =>
    failOver(world.one, await world.one.notificationOutbox.bounce(id, { externalId, code: "30003" }), async (dead) =>
      message({ channel: "sms", recipient: "+49301234", failover_of: dead.id }),
    )

  it("of the delivery counts although its worker reported a failure", async () => {
    await world.one.notificationOutbox.plan([message()])
    const [claimed] = await world.one.notificationOutbox.claim("email", 1)
    await world.one.notificationOutbox.recordOutcomes([{ message: claimed!, error: new Error("timed out") }])
    await world.one.notifications.markDelivered(claimed!.id)

    expect(await world.rows()).toMatchObject([{ state: "sent", delivered_at: expect.any(Date) }])
  })

  it("of a bounce ends the message, and the failover goes out; a second one changes nothing", async () => {
    await world.one.notificationOutbox.plan([message()])
    const [claimed] = await world.one.notificationOutbox.claim("email", 1)
    await world.one.notificationOutbox.recordOutcomes([{ message: claimed!, sent }])
    await bounced(claimed!.id, "SM1")
    await bounced(claimed!.id, "SM1")

    expect(await states()).toEqual(["email dead", "sms pending"])
  })

  it("of an earlier attempt does not end a later one, nor does one after the delivery", async () => {
    await world.one.notificationOutbox.plan([message()])
    const [claimed] = await world.one.notificationOutbox.claim("email", 1)
    await world.one.notificationOutbox.recordOutcomes([{ message: claimed!, sent }])
    await bounced(claimed!.id, "SM0")
    expect(await states()).toEqual(["email sent"])
    await world.one.notifications.markDelivered(claimed!.id)
    await bounced(claimed!.id, "SM1")

    expect(await states()).toEqual(["email sent"])
  })
})
