import { createHmac } from "node:crypto"
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks"
import { ACCOUNT, fakeTwilio } from "../../../src/providers/notification-sms/__tests__/fakes/twilio"
import {
  EXCHANGE_FAILED,
  EXIM_FAILED,
  POSTFIX_DELAYED,
  POSTFIX_FAILED,
  READ_RECEIPT,
  VACATION,
} from "../../../src/providers/notification-smtp/__tests__/bounce-samples"
import type { PaymentNotification } from "../../../src/services/store/entities"
import { poll, useStore } from "../../setup"
import { finishedEvent } from "../support/look"
import { messageAbout } from "../support/messages"

const TOKEN = "b".repeat(32)
const SECRET = "r".repeat(32)
const AUTH_TOKEN = "the auth token of the account"
const CALLBACK = "https://api.shop.example/webhooks/notifications/twilio"

let twilio: Awaited<ReturnType<typeof fakeTwilio>>

const world = useStore(async () => {
  twilio = await fakeTwilio({ [ACCOUNT]: AUTH_TOKEN })
  const sms = { accountSid: ACCOUNT, authToken: AUTH_TOKEN, from: "+15005550006", statusCallbackUrl: CALLBACK }
  const options = { channels: ["sms"], driver: "twilio", apiUrl: twilio.url, ...sms }
  return {
    env: {
      NOTIFICATION_PROVIDERS: JSON.stringify([
        { resolve: "medusa-payment-notifications/providers/notification-sms", id: "sms", options },
      ]),
    },
    options: {
      notifications: {
        channels: { customer: ["email", "sms"] },
        addressKinds: { "email-backup": "email" },
        failover: { email: ["email-backup"], sms: ["email-backup"] },
        receipts: {
          bounce: { tokens: [TOKEN] },
          twilio: { url: CALLBACK, authTokens: [AUTH_TOKEN] },
          hmac: { secrets: [SECRET] },
        },
      },
    },
  }
})

afterAll(() => twilio?.close())

const FACT = "payment.captured"

let phones = 0

/** A guest who has paid, and the messages that notified them: both are out. */
async function reported() {
  const phone = `+4930123${String(++phones).padStart(4, "0")}`
  const { cart, paymentId } = await world.shop.checkout({ phone })
  const { event_id } = await world.gateway.client.change(paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  const email = cart.email!
  return {
    mail: await messageAbout(world, email, FACT, "sent"),
    sms: await messageAbout(world, phone, FACT, "sent"),
    email,
    phone,
  }
}

const rowOf = async (id: string): Promise<PaymentNotification> =>
  (await world.db.query(`SELECT * FROM payment_notification WHERE id = $1`, [id])).rows[0]

/** The message that goes out in place of a dead one. */
const insteadOf = ({ id }: PaymentNotification): Promise<PaymentNotification> =>
  poll(`the failover of ${id}`, async () => {
    const sql = `SELECT * FROM payment_notification WHERE failover_of = $1 AND state = 'sent'`
    const { rows } = await world.db.query<PaymentNotification>(sql, [id])
    expect(rows.length).toBeLessThan(2)
    return rows[0]
  })

const post = (source: string, body: Buffer | string, headers: Record<string, string>) =>
  fetch(`${world.url}/webhooks/notifications/${source}`, { method: "POST", headers, body: new Uint8Array(Buffer.from(body)) })

describe("a bounced mail", () => {
  /** The sample as a server would have written it about this message. */
  const bounceOf = (sample: Buffer, { id }: PaymentNotification) => sample.toString().replace(/pmtnotif_01jabc/gi, id)

  const bounced = (body: string, token = TOKEN) =>
    post("bounce", body, { authorization: `Bearer ${token}`, "content-type": "message/rfc822" })

  it.each([
    ["Postfix", POSTFIX_FAILED, "5.1.1"],
    ["Exim", EXIM_FAILED, "5.0.0"],
    ["Exchange", EXCHANGE_FAILED, "5.1.10"],
  ])("of %s's makes the message dead, and fails over to the next channel once", async (_server, sample, code) => {
    const { mail, email } = await reported()
    for (let copy = 0; copy < 2; copy++) expect((await bounced(bounceOf(sample, mail))).status).toBe(200)

    expect(await rowOf(mail.id)).toMatchObject({ state: "dead", reason: "undelivered", last_error: code, delivered_at: null })
    expect(await insteadOf(mail)).toMatchObject({ channel: "email-backup", recipient: email, fact: FACT })
    const mails = await world.gateway.client.mailbox(email)
    expect(mails.map(({ channel }) => channel)).toEqual(["email", "email-backup"])
    expect(mails[1]!.subject).toBe(mails[0]!.subject)
  })

  it.each([
    ["that is only late", POSTFIX_DELAYED],
    ["that is a holiday notice", VACATION],
    ["that was read", READ_RECEIPT],
  ])("%s changes nothing", async (_what, sample) => {
    const { mail } = await reported()
    expect((await bounced(bounceOf(sample, mail))).status).toBe(200)

    expect(await rowOf(mail.id)).toEqual(mail)
  })

  it("is not believed without the token", async () => {
    const { mail } = await reported()
    expect((await bounced(bounceOf(POSTFIX_FAILED, mail), "x".repeat(32))).status).toBe(400)

    expect(await rowOf(mail.id)).toEqual(mail)
  })
})

describe("a status callback of Twilio's", () => {
  /** The URL that the provider has asked Twilio to call about this message. */
  const callbackUrlOf = ({ phone }: { phone: string }): string => {
    const asked = twilio.received.map(({ body }) => new URLSearchParams(body.toString()))
    return asked.find((form) => form.get("To") === phone)!.get("StatusCallback")!
  }

  const callBack = (url: string, fields: Record<string, string>, authToken = AUTH_TOKEN) =>
    post(`twilio${new URL(url).search}`, new URLSearchParams(fields).toString(), {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": getExpectedTwilioSignature(authToken, url, fields),
    })

  it("reports the text delivered; a late callback does not undo that", async () => {
    const { sms, phone } = await reported()
    const url = callbackUrlOf({ phone })
    expect(new URL(url).searchParams.get("idempotency_key")).toBe(sms.id)
    const about = { MessageSid: sms.external_id!, To: phone }
    expect((await callBack(url, { ...about, MessageStatus: "sent" })).status).toBe(200)
    expect(await rowOf(sms.id)).toMatchObject({ state: "sent", delivered_at: null })
    expect((await callBack(url, { ...about, MessageStatus: "delivered" })).status).toBe(200)
    expect(await rowOf(sms.id)).toMatchObject({ state: "sent", delivered_at: expect.any(Date) })

    expect((await callBack(url, { ...about, MessageStatus: "undelivered", ErrorCode: "30003" })).status).toBe(200)
    expect(await rowOf(sms.id)).toMatchObject({ state: "sent", reason: null })
  })

  it("reports it undelivered: the message is dead, and fails over to the next channel", async () => {
    const { sms, phone, email } = await reported()
    const fields = { MessageSid: sms.external_id!, To: phone, MessageStatus: "undelivered", ErrorCode: "30003" }
    expect((await callBack(callbackUrlOf({ phone }), fields, "another account's token")).status).toBe(400)
    expect(await rowOf(sms.id)).toEqual(sms)
    expect((await callBack(callbackUrlOf({ phone }), fields)).status).toBe(200)

    expect(await rowOf(sms.id)).toMatchObject({ state: "dead", reason: "undelivered", last_error: "30003" })
    expect(await insteadOf(sms)).toMatchObject({ channel: "email-backup", recipient: email })
  })

  it("of an earlier send of the same message does not end the one that counts", async () => {
    const { sms, phone } = await reported()
    const fields = { MessageSid: `SM${"f".repeat(32)}`, To: phone, MessageStatus: "failed", ErrorCode: "30005" }
    expect((await callBack(callbackUrlOf({ phone }), fields)).status).toBe(200)

    expect(await rowOf(sms.id)).toEqual(sms)
  })
})

describe("a receipt of any other channel's", () => {
  const report = (receipts: readonly object[], at = Math.floor(Date.now() / 1000)) => {
    const body = JSON.stringify(receipts)
    const signature = createHmac("sha256", SECRET).update(`${at}.${body}`).digest("hex")
    return post("hmac", body, { "content-type": "application/json", "x-timestamp": String(at), "x-signature": signature })
  }

  it("ends the undelivered messages, and fails over once to their common next channel", async () => {
    const { mail, sms, email } = await reported()
    const receipts = [
      { notification_id: mail.id, state: "undelivered", code: "550" },
      { external_id: sms.external_id, state: "undelivered" },
      { notification_id: "pnot_nobody", state: "undelivered" },
    ]
    expect((await report(receipts, Math.floor(Date.now() / 1000) - 301)).status).toBe(400)
    expect(await rowOf(mail.id)).toEqual(mail)
    expect((await report(receipts)).status).toBe(200)

    expect(await rowOf(mail.id)).toMatchObject({ state: "dead", reason: "undelivered", last_error: "550" })
    expect(await rowOf(sms.id)).toMatchObject({ state: "dead", reason: "undelivered", last_error: null })
    await insteadOf(mail)
    const { rows } = await world.db.query(`SELECT id FROM payment_notification WHERE failover_of = $1`, [sms.id])
    expect(rows).toEqual([])
    const channels = (await world.gateway.client.mailbox(email)).map(({ channel }) => channel)
    expect(channels).toEqual(["email", "email-backup"])
  })
})
