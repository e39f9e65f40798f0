import { SendError } from "../../src/services/notifications/send-error"
import type { ClaimedNotification } from "../../src/services/store/notification-repository"
import { failed as failing, failOver, message, openOutbox, type FindFailover, type OutboxWorld } from "./support/outbox"
import type { Instance } from "./support/module"

let world: OutboxWorld

beforeAll(async () => {
  world = await openOutbox()
})

afterAll(() => world?.database.close())

beforeEach(() => world.database.query(`TRUNCATE payment_notification CASCADE`))

const outbox = (instance: "one" | "other" = "one") => world[instance].notificationOutbox

const plan = (...messages: Parameters<typeof message>[0][]) => outbox().plan(messages.map((given) => message(given)))

const claimOne = async (instance: "one" | "other" = "one"): Promise<ClaimedNotification> => {
  const [claimed] = await outbox(instance).claim("email", 1)
  return claimed!
}

const sent = (notificationId: string) => ({ notificationId, providerId: "smtp", externalId: `<${notificationId}>` })

it("plans a message once, however often and from wherever it is planned", async () => {
  await Promise.all(Array.from({ length: 10 }, (_, i) => outbox(i % 2 ? "one" : "other").plan([message()])))

  const { delaySeconds: _delay, suppressed: _suppressed, ...row } = message()
  expect(await world.rows()).toMatchObject([{ ...row, state: "pending", attempts: 0, sent_at: null }])
})

it.each([
  ["messages", [message()]],
  ["a message of a burst", [message({ digest_key: "payment.failed:cart_1" })]],
  ["no message", []],
])("marks the transition that it notifies of, with %s", async (_what, messages) => {
  await world.database.query(`UPDATE payment_transition SET notified_at = NULL`)
  await outbox().plan(messages, "ptrn_1")

  expect(await world.database.query(`SELECT id FROM payment_transition WHERE notified_at IS NOT NULL`)).toEqual([
    { id: "ptrn_1" },
  ])
  expect(await world.rows()).toHaveLength(messages.length)
})

it("plans another message for another transition, channel or recipient", async () => {
  await plan({}, { recipient: "bob@example.com" }, { channel: "feed" }, { payment_transition_id: "ptrn_2" })

  expect(await world.rows()).toHaveLength(4)
  expect((await outbox().dueChannels()).sort()).toEqual(["email", "feed"])
})

it("saves a delayed message for later, and an unwanted one with its reason", async () => {
  await plan({ delaySeconds: 600 }, { recipient: "bob@example.com", suppressed: "opted_out" })

  expect(await outbox().claim("email", 10)).toEqual([])
  expect(await world.rows()).toMatchObject([{ state: "pending" }, { state: "suppressed", reason: "opted_out" }])
  const [{ span }] = await world.database.query(
    `SELECT extract(epoch FROM give_up_at - next_attempt_at)::int AS span FROM payment_notification WHERE state = 'pending'`,
  )
  expect(span).toBe(1000)
})

it("leaves a sent message as it is when it is planned again", async () => {
  await plan({})
  await outbox().recordOutcomes([{ message: await claimOne(), sent: sent("noti_1") }])
  await plan({})

  const row = { state: "sent", notification_id: "noti_1", provider_id: "smtp", external_id: "<noti_1>" }
  expect(await world.rows()).toMatchObject([{ ...row, sent_at: expect.any(Date) }])
  await world.due()
  expect(await outbox().claim("email", 10)).toEqual([])
})

it("hands each message to one worker only", async () => {
  const recipients = Array.from({ length: 60 }, (_, i) => `guest-${i}@example.com`)
  await plan(...recipients.map((recipient) => ({ recipient })))
  const claimed: string[] = []
  const drain = async ({ notificationOutbox }: Instance) => {
    for (;;) {
      const batch = await notificationOutbox.claim("email", 7)
      if (!batch.length) return
      claimed.push(...batch.map(({ recipient }) => recipient))
    }
  }
  const { one, other } = world
  await Promise.all([one, other, one, other].map(drain))
  await drain(one)

  expect(claimed.sort()).toEqual(recipients.sort())
})

it("hands a message over when its worker's lease has lapsed, and refuses that worker's verdict", async () => {
  await plan({})
  const lost = await claimOne()
  expect(await outbox("other").claim("email", 1)).toEqual([])
  await world.due()
  const taken = await claimOne("other")

  expect(taken).toMatchObject({ reclaimed: true, attempts: 2 })
  expect((await outbox().recordOutcomes([{ message: lost, sent: sent("noti_late") }])).written).toBe(0)
  expect((await outbox("other").recordOutcomes([{ message: taken, sent: sent("noti_2") }])).written).toBe(1)
  expect(await world.rows()).toMatchObject([{ state: "sent", notification_id: "noti_2" }])
  expect(await world.attempts()).toMatchObject([
    { id: `${lost.id}:1`, outcome: "unknown", ended_at: expect.any(Date) },
    { id: `${lost.id}:2`, outcome: "sent", external_id: "<noti_2>" },
  ])
})

it("retries with growing delays, then is dead and stays so", async () => {
  await plan({})
  for (const ceiling of [10, 20, 40, 40]) {
    await world.due()
    await outbox().recordOutcomes([{ message: await claimOne(), error: new Error("mail server away") }])
    const [{ due_in, ...row }] = await world.database.query(
      `SELECT *, extract(epoch FROM next_attempt_at - now())::float AS due_in FROM payment_notification`,
    )
    expect(row).toMatchObject({ state: "failed", reason: "unexpected_error", last_error: "mail server away" })
    expect(due_in).toBeGreaterThan(ceiling / 2 - 5)
    expect(due_in).toBeLessThanOrEqual(ceiling)
  }
  await world.due()
  await world.database.query(`UPDATE payment_notification SET give_up_at = now()`)
  await outbox().recordOutcomes([{ message: await claimOne(), error: new Error("still away") }])

  await world.due()
  expect(await outbox().claim("email", 10)).toEqual([])
  expect(await world.rows()).toMatchObject([{ state: "dead", attempts: 5, last_error: "still away", lease_token: null }])
  expect((await world.attempts()).map(({ outcome }) => outcome)).toEqual(Array(5).fill("failed"))
})

it("waits as long as a provider asks, and gives up at once on a permanent error", async () => {
  await plan({}, { recipient: "gone@example.com" })
  const claimed = await outbox().claim("email", 2)
  const errorFor = ({ recipient }: ClaimedNotification) =>
    recipient.startsWith("gone")
      ? new SendError("no such mailbox", { kind: "permanent", code: "invalid_recipient" })
      : new SendError("slow down", { kind: "transient", code: "throttled", retryAfterSeconds: 300 })
  await outbox().recordOutcomes(claimed.map((message) => failing(message, new Error(errorFor(message).message))))

  expect(await world.rows()).toMatchObject([
    { state: "failed", reason: "throttled" },
    { state: "dead", reason: "invalid_recipient" },
  ])
  const [{ due_in }] = await world.database.query(
    `SELECT extract(epoch FROM next_attempt_at - now())::float AS due_in FROM payment_notification WHERE state = 'failed'`,
  )
  expect(due_in).toBeGreaterThan(290)
})

it("suppresses with a reason, for good, and counts no attempt that was not made", async () => {
  await plan({})
  await outbox().recordOutcomes([{ message: await claimOne(), suppressed: "overtaken_by_captured" }])
  await world.due()

  expect(await outbox().claim("email", 10)).toEqual([])
  expect(await world.rows()).toMatchObject([{ state: "suppressed", reason: "overtaken_by_captured", sent_at: null }])
  expect(await world.attempts()).toMatchObject([{ outcome: "suppressed" }])
})

it("writes the failover with the death of the first, and only for the lease's owner", async () => {
  await plan({})
  const lost = await claimOne()
  await world.due()
  const taken = await claimOne("other")
  const bySms: FindFailover = async ({ id }) => message({ channel: "sms", recipient: "+49301234", failover_of: id })
  const error = new SendError("gone", { kind: "permanent", code: "gone" })

  await failOver(world.one, (await outbox().recordOutcomes([failing(lost, error)])).dead, bySms)
  expect(await world.rows()).toHaveLength(1)
  await failOver(world.other, (await outbox("other").recordOutcomes([failing(taken, error)])).dead, bySms)
  expect(await world.rows()).toMatchObject([
    { channel: "sms", state: "pending", failover_of: taken.id },
    { channel: "email", state: "dead", reason: "gone" },
  ])
})

describe("a burst of failed attempts on one cart", () => {
  const failed = (n: number) => ({
    subject: `ptrn_f${n}`,
    payment_transition_id: null,
    fact: "payment.failed",
    digest_key: "cart_1",
  })

  it("makes one message, which counts the others while it waits", async () => {
    await Promise.all(Array.from({ length: 10 }, (_, n) => outbox(n % 2 ? "one" : "other").plan([message(failed(n))])))
    const rows = await world.rows()
    const first = rows.find(({ state }) => state === "pending")

    expect(first.data.count).toBe(10)
    expect(rows.filter(({ state }) => state === "suppressed")).toHaveLength(9)
    expect(rows.filter(({ notified_by, reason }) => notified_by === first.id && reason === "digested")).toHaveLength(9)
  })

  it("makes another message after its hour, to another address, and when the first is dead", async () => {
    await plan(failed(1), { ...failed(2), recipient: "bob@example.com" }, { ...failed(3), digest_key: "cart_2" })
    await world.database.query(
      `UPDATE payment_notification SET created_at = now() - interval '61 minutes' WHERE digest_key = 'cart_1'`,
    )
    await world.database.query(`UPDATE payment_notification SET state = 'dead' WHERE digest_key = 'cart_2'`)
    await plan(failed(4), { ...failed(5), digest_key: "cart_2" })

    const rows = await world.rows()
    expect(rows).toHaveLength(5)
    expect(rows.filter(({ state }) => state === "suppressed")).toEqual([])
  })
})
