import { ACCOUNT, fakeTwilio } from "../../../src/providers/notification-sms/__tests__/fakes/twilio"
import { poll, useStore } from "../../setup"

const AUTH_TOKEN = "the auth token of the account"
/** Twilio refuses to text it, for good. */
const UNSUBSCRIBED = "+49301234567"

let twilio: Awaited<ReturnType<typeof fakeTwilio>>

const world = useStore(async () => {
  twilio = await fakeTwilio({ [ACCOUNT]: AUTH_TOKEN })
  twilio.unsubscribed.add(UNSUBSCRIBED)
  const login = { accountSid: ACCOUNT, authToken: AUTH_TOKEN, from: "+15005550006" }
  const options = { channels: ["sms"], driver: "twilio", apiUrl: twilio.url, ...login }
  return {
    gateway: { retryDelaysMs: Array<number>(240).fill(250) },
    env: {
      NOTIFICATION_PROVIDERS: JSON.stringify([
        { resolve: "medusa-payment-notifications/providers/notification-sms", id: "sms", options },
      ]),
    },
    options: {
      notifications: {
        channels: { customer: ["email", "sms"] },
        addressKinds: { "email-backup": "email" },
        failover: { sms: ["email-backup"] },
      },
    },
  }
})

afterAll(() => twilio?.close())

const rows = async (email: string) =>
  (await world.db.query(`SELECT id, state, attempts FROM payment_notification WHERE recipient = $1`, [email])).rows

/** A message that was claimed when the store died waits for its lease to lapse. Here it lapses before the next store starts. */
const lapse = () => world.db.query(`UPDATE payment_notification SET next_attempt_at = now() WHERE state = 'sending'`)

it.each([
  { point: "planned", attempts: 1, outcomes: ["sent"] },
  { point: "claimed", attempts: 2, outcomes: ["unknown", "sent"] },
  { point: "handed over", attempts: 2, outcomes: ["unknown", "sent"] },
  { point: "recorded", attempts: 2, outcomes: ["unknown", "sent"] },
])(
  "notifies the customer once, although the store is killed when the message is $point",
  async ({ point, attempts, outcomes }) => {
    const { email, row } = await killedAt(point)

    expect(row).toMatchObject({ state: "sent", attempts })
    expect(await world.gateway.client.mailbox(email)).toHaveLength(1)
    expect(await attemptsOf(row.id)).toEqual(outcomes)
  },
)

it("hands a mail over again under the same key when its end is unknown", async () => {
  const { email, row } = await killedAt("sent")
  const mails = await world.gateway.client.mailbox(email)

  expect(mails.map(({ idempotency_key }) => idempotency_key)).toEqual([`${row.id}:1`, `${row.id}:2`])
  expect(await attemptsOf(row.id)).toEqual(["unknown", "sent"])
})

it("fails over to the next channel once, although the store is killed in between", async () => {
  const { cart, paymentId } = await world.shop.checkout({ phone: UNSUBSCRIBED })
  const cut = world.cut("dead", cart.email!)
  await world.gateway.client.change(paymentId, "pay")
  await cut
  await world.store.kill("SIGKILL")
  expect(await onChannels("sms", "email-backup")).toMatchObject([{ channel: "sms", state: "dead", failed_over_at: null }])
  await world.restart()
  const isSent = async () => (await onChannels("email-backup")).some(({ state }) => state === "sent")
  await poll("the message of the next channel", isSent, { timeoutMs: 60_000 })

  const [backup, sms, ...more] = await onChannels("sms", "email-backup")
  expect(backup).toMatchObject({ recipient: cart.email, failover_of: sms.id })
  expect([sms, more]).toMatchObject([{ state: "dead", reason: "unsubscribed", failed_over_at: expect.any(Date) }, []])
  const backups = (await world.gateway.client.mailbox(cart.email!)).filter(({ channel }) => channel === "email-backup")
  expect(backups).toHaveLength(1)
})

const onChannels = async (...channels: string[]) =>
  (await world.db.query(`SELECT * FROM payment_notification WHERE channel = ANY ($1) ORDER BY channel`, [channels])).rows

const POINTS = ["planned", "claimed", "handed over", "sent", "recorded"]
const emails = new Map<string, string>()

// Each buyer's message is cut off at its point, all by one kill.
beforeAll(async () => {
  for (const point of POINTS) {
    const { cart, paymentId } = await world.shop.checkout()
    emails.set(point, cart.email!)
    const cut = world.cut(point, cart.email!)
    await world.gateway.client.change(paymentId, "pay")
    await cut
  }
  await world.store.kill("SIGKILL")
  await lapse()
  await world.restart()
})

async function killedAt(point: string) {
  const email = emails.get(point)!
  await poll("the message to be sent", async () => (await rows(email)).some(({ state }) => state === "sent"), {
    timeoutMs: 60_000,
  })
  const all = await rows(email)
  expect(all).toHaveLength(1)
  return { email, row: all[0] }
}

async function attemptsOf(id: string): Promise<string[]> {
  const { rows } = await world.db.query(
    `SELECT outcome FROM payment_notification_attempt WHERE payment_notification_id = $1 ORDER BY number`,
    [id],
  )
  return rows.map(({ outcome }) => outcome)
}
