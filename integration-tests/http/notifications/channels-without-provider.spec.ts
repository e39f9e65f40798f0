import { ACCOUNT, fakeTwilio } from "../../../src/providers/notification-sms/__tests__/fakes/twilio"
import type { PaymentNotification } from "../../../src/services/store/entities"
import { poll, useStore } from "../../setup"
import { finishedEvent } from "../support/look"
import { messageAbout, outboxOf } from "../support/messages"

const AUTH_TOKEN = "the auth token of the account"
const MERCHANT = "merchant@shop.example"
const FACT = "payment.captured"

/** Channel "paper" stands for the e-mail that no provider sends; "sms" has a provider only after a restart. */
const notifications = {
  channels: { customer: ["paper", "sms"], merchant: ["paper"] },
  addressKinds: { paper: "email" as const, "email-backup": "email" as const, "sms-backup": "phone" as const },
  merchantRecipients: [MERCHANT],
  giveUpAfterSeconds: 600,
}
const failover = { paper: ["sms-backup", "email-backup"] }

let twilio: Awaited<ReturnType<typeof fakeTwilio>>

const world = useStore({ options: { notifications } })

beforeAll(async () => {
  twilio = await fakeTwilio({ [ACCOUNT]: AUTH_TOKEN })
})

afterAll(() => twilio?.close())

const withSms = () => {
  const login = { accountSid: ACCOUNT, authToken: AUTH_TOKEN, from: "+15005550006" }
  const options = { channels: ["sms"], driver: "twilio", apiUrl: twilio.url, ...login }
  const provider = { resolve: "medusa-payment-notifications/providers/notification-sms", id: "sms", options }
  return { NOTIFICATION_PROVIDERS: JSON.stringify([provider]) }
}

/** A guest pays; resolves once all their messages are planned. */
async function pays(guest: { email?: string; phone?: string }) {
  const { cart, session, paymentId } = await world.shop.checkout(guest)
  const { event_id } = await world.gateway.client.change(paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  await poll("the messages to be planned", async () => {
    const { rows } = await world.db.query(
      `SELECT notified_at FROM payment_transition JOIN payment_record ON payment_record.id = payment_record_id
        WHERE payment_session_id = $1`,
      [session.id],
    )
    return rows.length > 0 && rows.every(({ notified_at }) => notified_at)
  })
  return { email: cart.email!, session }
}

const planned = async (sessionId: string): Promise<PaymentNotification[]> =>
  (
    await world.db.query(
      `SELECT message.* FROM payment_notification AS message JOIN payment_record AS record ON record.id = payment_record_id
        WHERE payment_session_id = $1 ORDER BY channel`,
      [sessionId],
    )
  ).rows

/** A payment of another sum than the cart's: the merchant is notified that it is quarantined. */
async function mispaid(): Promise<PaymentNotification[]> {
  const { session, paymentId } = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(paymentId, "pay", { amount: 100 })
  await finishedEvent(world, event_id, "quarantined")
  const item = await poll("the attention item to be announced", async () => {
    const { rows } = await world.db.query(`SELECT * FROM payment_attention WHERE payment_session_id = $1`, [session.id])
    return rows[0]?.announced_at && rows[0]
  })
  return (await world.db.query(`SELECT * FROM payment_notification WHERE payment_attention_id = $1`, [item.id])).rows
}

it("says at boot, once each, which channels have none, and that nobody would be notified of quarantined money", () => {
  const warned = world.store.logs().filter((line) => /no provider of|nobody is notified/.test(line))

  expect(warned).toEqual([
    expect.stringMatching(/channel \\*"paper\\*": no message is planned for it/),
    expect.stringMatching(/channel \\*"sms\\*": no message is planned for it/),
    expect.stringContaining("nobody is notified of payments that need a person"),
  ])
})

it("shows them in doctor and status, as a warning", async () => {
  const { code, out } = await world.command(["doctor", "--json"])
  const { out: status } = await world.command(["status", "--json"])

  expect(code).toBe(0)
  expect(out.checks.find(({ check }: { check: string }) => check === "notifications.channels")).toEqual({
    check: "notifications.channels",
    level: "warn",
    says: expect.stringMatching(/^no provider of the Notification Module has paper, sms: no message is planned there/),
  })
  expect(status.channels_without_provider).toEqual(["paper", "sms"])
  expect((await world.command(["status"])).out).toContain("without a provider: paper, sms")
})

it("plans nothing for a customer whom no channel with a provider reaches, and nothing is dead", async () => {
  const { session } = await pays({ phone: "+49 30 1000001" })

  expect(await planned(session.id)).toEqual([])
  expect(await mispaid()).toEqual([])
})

it("plans on the first channel of the failover that reaches each person, customer or merchant", async () => {
  await world.setOptions({ notifications: { ...notifications, failover } })
  const caller = await pays({ phone: "+49 30 1000002" })
  const writer = await pays({})

  expect(await planned(caller.session.id)).toMatchObject([
    { channel: "sms-backup", recipient: "+49301000002", fact: FACT, failover_of: null },
  ])
  expect(await planned(writer.session.id)).toMatchObject([
    { channel: "email-backup", recipient: writer.email, fact: FACT, failover_of: null },
  ])
  expect(await mispaid()).toMatchObject([{ channel: "email-backup", recipient: MERCHANT, audience: "merchant" }])
  await messageAbout(world, "+49301000002", FACT, "sent")
  await messageAbout(world, writer.email, FACT, "sent")
  const { rows } = await world.db.query(
    `SELECT channel FROM payment_notification WHERE state = 'dead' OR channel IN ('paper', 'sms')`,
  )
  expect(rows).toEqual([])
})

it("lets messages wait that were planned before their channel lost its provider, and sends them when it is back", async () => {
  const phone = "+49301000003"
  await world.restart({ env: withSms() })
  const planning = world.cut("planned", phone)
  const { paymentId } = await world.shop.checkout({ phone })
  await world.gateway.client.change(paymentId, "pay")
  await planning
  await world.restart({ signal: "SIGKILL" })
  await poll("the message to wait", async () => (await outboxOf(world, phone))[0]?.reason === "no_provider")
  // Longer than a message that fails is tried for.
  for (let round = 0; round < 3; round++) {
    await world.step(400)
    await poll("the message to wait on", async () => {
      const [row] = await outboxOf(world, phone)
      return row!.next_attempt_at.getTime() > (await now()).getTime()
    })
  }

  expect(await outboxOf(world, phone)).toMatchObject([{ channel: "sms", state: "pending", reason: "no_provider", attempts: 0 }])
  const { out } = await world.command(["status", "--json"])
  expect(out.notifications.find(({ state }: { state: string }) => state === "dead")).toBeUndefined()

  await world.restart({ env: withSms() })
  await world.step(400)
  expect(await messageAbout(world, phone, FACT, "sent")).toMatchObject({ attempts: 1, reason: null })
  expect(twilio.messages.map(({ to }) => to)).toEqual([phone])
})

const now = async (): Promise<Date> => (await world.db.query(`SELECT now() AS at`)).rows[0].at
