import type { PaymentRecord } from "../../src/services/store/entities"
import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let one: Instance
let other: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  const notifications = { retryInitialSeconds: 10, retryMaxSeconds: 40, giveUpAfterSeconds: 1000 }
  ;[one, other] = await Promise.all([database.instance({ notifications }), database.instance({ notifications })])
  await one.payments.serialize("payses_1", async (payments) => {
    const record = { id: "prec_1", payment_session_id: "payses_1", account: "hmac", provider: "hmac" }
    const money = { amount: "100", currency_code: "eur" }
    let moved: PaymentRecord | null = null
    for (const id of ["ptrn_1", "ptrn_2"]) {
      const history = { webhook_event_id: "pwhe_1", fact: "payment.captured", reason_code: null, occurred_at: null }
      const move = await payments.move(
        moved,
        { ...record, ...money, state: "captured" },
        { id, from_state: "pending", to_state: "captured", ...history, ...money },
      )
      moved = move.record
    }
  })
})

afterAll(() => database?.close())

beforeEach(() => database.query(`TRUNCATE payment_notification`))

const message = (given: { payment_transition_id?: string } & Record<string, unknown> = {}) => ({
  subject: given.payment_transition_id ?? "ptrn_1",
  payment_transition_id: "ptrn_1",
  payment_attention_id: null,
  payment_record_id: "prec_1",
  fact: "payment.captured",
  audience: "customer" as const,
  channel: "email",
  recipient: "ada@example.com",
  locale: null,
  template: "payment.captured",
  data: { amount: "100" },
  ...given,
})

const rows = () => database.query(`SELECT * FROM payment_notification ORDER BY recipient, payment_transition_id`)

const due = () => database.query(`UPDATE payment_notification SET next_attempt_at = now()`)

it("plans a message once, however often and from wherever it is planned", async () => {
  await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 ? one : other).notificationLedger.plan([message()])))

  expect(await rows()).toMatchObject([{ ...message(), state: "pending", attempts: 0, sent_at: null }])
})

it("plans another message for another move, channel or recipient", async () => {
  await one.notificationLedger.plan([
    message(),
    message({ recipient: "bob@example.com" }),
    message({ channel: "feed" }),
    message({ payment_transition_id: "ptrn_2" }),
  ])

  expect(await rows()).toHaveLength(4)
})

it("leaves a message that was sent already as it is when it is planned again", async () => {
  await one.notificationLedger.plan([message()])
  const [claimed] = await one.notificationLedger.claim(1)
  await one.notificationLedger.sent(claimed!, "noti_1")
  await one.notificationLedger.plan([message()])

  expect(await rows()).toMatchObject([{ state: "sent", notification_id: "noti_1", sent_at: expect.any(Date) }])
  await due()
  expect(await one.notificationLedger.claim(10)).toEqual([])
})

it("gives each message to one worker only", async () => {
  const recipients = Array.from({ length: 60 }, (_, i) => `guest-${i}@example.com`)
  await one.notificationLedger.plan(recipients.map((recipient) => message({ recipient })))
  const claimed: string[] = []
  const drain = async ({ notificationLedger }: Instance) => {
    for (;;) {
      const batch = await notificationLedger.claim(7)
      if (!batch.length) return
      claimed.push(...batch.map(({ recipient }) => recipient))
    }
  }
  await Promise.all([one, other, one, other].map(drain))
  await drain(one)

  expect(claimed.sort()).toEqual(recipients.sort())
})

it("claims the messages of one move where that is asked for", async () => {
  await one.notificationLedger.plan([message(), message({ payment_transition_id: "ptrn_2" })])

  expect(await one.notificationLedger.claim(10, "ptrn_2")).toMatchObject([{ payment_transition_id: "ptrn_2", reclaimed: false }])
  expect(await other.notificationLedger.claim(10, "ptrn_2")).toEqual([])
  expect(await other.notificationLedger.claim(10)).toMatchObject([{ payment_transition_id: "ptrn_1" }])
})

it("hands a message over when its worker's lease has lapsed, and refuses that worker's verdict", async () => {
  await one.notificationLedger.plan([message()])
  const [lost] = await one.notificationLedger.claim(1)
  expect(await other.notificationLedger.claim(1)).toEqual([])
  await due()
  const [taken] = await other.notificationLedger.claim(1)

  expect(taken).toMatchObject({ reclaimed: true, attempts: 2 })
  expect(await one.notificationLedger.sent(lost!, "noti_late")).toBe(false)
  expect(await other.notificationLedger.sent(taken!, "noti_2")).toBe(true)
  expect(await rows()).toMatchObject([{ state: "sent", notification_id: "noti_2" }])
})

it("tries again with growing delays, then is dead and stays so", async () => {
  await one.notificationLedger.plan([message()])
  for (const ceiling of [10, 20, 40, 40]) {
    await due()
    const [claimed] = await one.notificationLedger.claim(1)
    expect(await one.notificationLedger.retry(claimed!, new Error("mail server away"))).toBe("failed")
    const [{ due_in, ...row }] = await database.query(
      `SELECT *, extract(epoch FROM next_attempt_at - now())::float AS due_in FROM payment_notification`,
    )
    expect(row).toMatchObject({ state: "failed", reason: "unexpected_error", last_error: "mail server away" })
    expect(due_in).toBeGreaterThan(ceiling / 2 - 5)
    expect(due_in).toBeLessThanOrEqual(ceiling)
  }
  await due()
  await database.query(`UPDATE payment_notification SET give_up_at = now()`)
  const [claimed] = await one.notificationLedger.claim(1)

  expect(await one.notificationLedger.retry(claimed!, new Error("still away"))).toBe("dead")
  await due()
  expect(await one.notificationLedger.claim(10)).toEqual([])
  expect(await rows()).toMatchObject([{ state: "dead", attempts: 5, last_error: "still away", lease_token: null }])
})

it("suppresses with a reason, for good", async () => {
  await one.notificationLedger.plan([message()])
  const [claimed] = await one.notificationLedger.claim(1)

  expect(await one.notificationLedger.suppress(claimed!, "overtaken_by_capture")).toBe(true)
  await due()
  expect(await one.notificationLedger.claim(10)).toEqual([])
  expect(await rows()).toMatchObject([{ state: "suppressed", reason: "overtaken_by_capture", sent_at: null }])
})
