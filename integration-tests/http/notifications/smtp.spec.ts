import type { SmtpOptions } from "../../../src/providers/notification-smtp"
import { CA } from "../../../src/testing/keys/tls"
import { PASSWORD, startMailServer, USER, type MailServer } from "../../../src/providers/notification-smtp/__tests__/mail-server"
import type { PaymentNotification } from "../../../src/services/store/entities"
import { poll, useStore } from "../../setup"
import { finishedEvent } from "../support/look"

let server: MailServer

const smtp = (port: number, more: Partial<SmtpOptions> = {}) => ({
  SMTP_OPTIONS: JSON.stringify({
    host: "localhost",
    port,
    requireTls: true,
    auth: { user: USER, pass: PASSWORD },
    from: "Ada & Söhne <orders@shop.example>",
    tls: { ca: CA },
    bounces: { address: "bounces@shop.example" },
    ...more,
  }),
})

const world = useStore(async () => {
  server = await startMailServer()
  const notifications = { shop: { name: "Ada & Söhne" }, retryInitialSeconds: 1, retryMaxSeconds: 1 }
  return { options: { notifications }, env: smtp(server.port) }
})

afterAll(() => server?.close())

afterEach(() => server.refuse({}))

const paid = async () => {
  const { cart, paymentId } = await world.shop.checkout({ quantity: 2, locale: "de-DE" })
  const { event_id } = await world.gateway.client.change(paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  const { order_display_id } = await world.shop.paymentStatus(cart.id)
  return { email: cart.email!, order_display_id }
}

const reported = (email: string, state: PaymentNotification["state"]) =>
  poll(
    `a ${state} message`,
    async () => {
      const { rows } = await world.db.query<PaymentNotification>(
        `SELECT * FROM payment_notification WHERE recipient = $1 AND state = $2`,
        [email, state],
      )
      return rows[0]
    },
    { timeoutMs: 60_000 },
  )

const mailsTo = (email: string) => server.mails.filter(({ parsed }) => [parsed.to].flat().some((to) => to?.text === email))

it("mails the customer of a paid order, over TLS, once", async () => {
  const { email, order_display_id } = await paid()
  const row = await reported(email, "sent")

  const mails = mailsTo(email)
  expect(mails).toMatchObject([
    {
      secure: true,
      user: USER,
      envelope: { mailFrom: { address: `bounces+${row.id}@shop.example` }, rcptTo: [{ address: email }] },
      parsed: {
        subject: `Zahlung erhalten für Bestellung Nr. ${order_display_id}`,
        text: expect.stringMatching(/50,00\s€/),
        html: expect.stringContaining("Ada &amp; Söhne"),
        from: { value: [{ name: "Ada & Söhne", address: "orders@shop.example" }] },
        messageId: `<${row.id}@shop.example>`,
      },
    },
  ])
  expect(mails[0]!.parsed.headers.get("content-language")).toBe("de")
  const { rows } = await world.db.query(`SELECT external_id, provider_id, status FROM notification WHERE id = $1`, [
    row.notification_id,
  ])
  expect(rows).toEqual([{ external_id: `<${row.id}@shop.example>`, provider_id: "smtp", status: "success" }])
})

it("sends it once the mail server accepts it, and saves the server's earlier reply", async () => {
  server.refuse({ rcptTo: { code: 451, text: "4.3.0 try again later" } })
  const { email } = await paid()
  const refused = await reported(email, "failed")
  expect(refused.last_error).toContain("451 4.3.0 try again later [transient: deferred]")
  expect(mailsTo(email)).toEqual([])

  server.refuse({})
  const row = await reported(email, "sent")
  expect(row.id).toBe(refused.id)
  expect(mailsTo(email)).toMatchObject([{ parsed: { messageId: `<${row.id}@shop.example>` } }])
})

it("refuses a wrong option at boot, and names it", async () => {
  const started = world.another({ env: smtp(server.port, { tls: { rejectUnauthorized: false } as never }) })
  await expect(started).rejects.toThrow("notification-smtp: option tls.rejectUnauthorized: ")
})
