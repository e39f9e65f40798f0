import { parseBounce } from ".."
import { POSTFIX_FAILED } from "./bounce-samples"
import { startMailServer, type MailServer } from "./mail-server"
import { createProvider, notification } from "./setup"

let server: MailServer

beforeEach(async () => {
  server = await startMailServer()
})

afterEach(() => server.close())

const send = async (bounces: { address: string; reportDelivered?: boolean }, more: object = {}) => {
  const provider = createProvider(server.port, { bounces })
  await provider.send(notification(more))
  provider.close()
  return server.mails.at(-1)!
}

it("has bounces come back to an address of the notification's own, and asks for its id on them", async () => {
  const { envelope, parsed } = await send({ address: "bounces@returns.shop.example" })
  expect(envelope.mailFrom).toMatchObject({ address: "bounces+pmtnotif_01JABC@returns.shop.example" })
  expect(parsed.from!.value).toMatchObject([{ address: "orders@shop.example" }])
  expect(envelope).toMatchObject({
    dsn: { ret: "HDRS", envid: "pmtnotif_01JABC" },
    rcptTo: [{ address: "grace@example.com", dsn: { notify: ["FAILURE", "DELAY"], orcpt: "rfc822;grace@example.com" } }],
  })
})

it("asks for reports of deliveries too where the options say so", async () => {
  const { envelope } = await send({ address: "bounces@shop.example", reportDelivered: true })
  expect(envelope).toMatchObject({ rcptTo: [{ dsn: { notify: ["FAILURE", "DELAY", "SUCCESS"] } }] })
})

it("keeps the plain address for a key that does not fit, which the Message-ID then has", async () => {
  const key = "k".repeat(60)
  const { envelope, parsed } = await send({ address: "bounces@shop.example" }, { provider_data: { idempotency_key: key } })
  expect(envelope.mailFrom).toMatchObject({ address: "bounces@shop.example" })
  expect(parsed.messageId).toBe(`<${key}@shop.example>`)
})

it("finds the notification again in a report to the address it was sent with", async () => {
  const key = "order 7: paid"
  const { envelope } = await send({ address: "bounces@shop.example" }, { provider_data: { idempotency_key: key } })
  const { address } = envelope.mailFrom as { address: string }
  const report = POSTFIX_FAILED.toString()
    .replaceAll("bounces+pmtnotif_01JABC@shop.example", address)
    .replace(/^Message-ID:.*$/m, "")
  expect(await parseBounce(Buffer.from(report))).toMatchObject({ notificationId: key, action: "failed" })
})
