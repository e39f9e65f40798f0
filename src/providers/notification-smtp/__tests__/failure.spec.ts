import { startMailServer, type MailServer } from "./mail-server"
import { createProvider, failureOf, notification } from "./setup"
import { readSendFailure } from "../../../services/notifications/send-error"

let server: MailServer
let provider: ReturnType<typeof createProvider>

beforeAll(async () => {
  server = await startMailServer({ size: 50_000 })
  provider = createProvider(server.port)
})

afterAll(async () => {
  provider.close()
  await server.close()
})

afterEach(() => server.refuse({}))

const P = "permanent"
const T = "transient"

it.each([
  ["rcptTo", 550, "5.1.1 <grace@example.com>: user unknown", P, "invalid_recipient"],
  ["rcptTo", 550, "no such user here", P, "invalid_recipient"],
  ["rcptTo", 550, "5.2.1 mailbox disabled", P, "invalid_recipient"],
  ["rcptTo", 553, "5.1.3 bad address syntax", P, "invalid_recipient"],
  ["rcptTo", 550, "5.7.1 blocked by policy", P, "rejected"],
  ["rcptTo", 552, "5.2.2 mailbox full", P, "mailbox_full"],
  ["data", 554, "5.7.1 looks like spam", P, "rejected"],
  ["data", 552, "5.3.4 message too big", P, "too_large"],
  ["mailFrom", 552, "message exceeds the fixed limit", P, "too_large"],
  ["mailFrom", 550, "5.7.1 sender not allowed for this account", T, "sender_rejected"],
  ["mailFrom", 530, "5.7.0 authentication required", T, "auth_failed"],
  ["mailFrom", 503, "5.5.1 bad sequence of commands", T, "deferred"],
  ["rcptTo", 450, "4.1.1 try again later", T, "deferred"],
  ["rcptTo", 451, "4.7.1 Greylisted, please try again in 300 seconds", T, "greylisted", 300],
  ["rcptTo", 450, "4.2.0 Recipient address rejected: Graylisting in effect, retry after 5 minutes", T, "greylisted", 300],
  ["rcptTo", 452, "4.2.2 over quota", T, "mailbox_full"],
  ["data", 421, "4.7.0 too many messages, slow down", T, "throttled"],
  ["data", 451, "4.3.0 queue file write error", T, "deferred"],
] as const)(
  "reads %s %i %s as %s: %s",
  async (command, code, text, kind, word, retryAfterSeconds = undefined as number | undefined) => {
    const before = server.mails.length
    server.refuse({ [command]: { code, text } })
    const failure = await failureOf(provider.send(notification()))

    expect(failure).toMatchObject({ name: "SendError", kind, code: word })
    expect(failure.message).toContain(`${code} ${text}`)
    expect(failure.retryAfterSeconds).toBe(retryAfterSeconds)
    // Medusa stores the message alone.
    expect(readSendFailure(failure.message)).toEqual({ kind, code: word, ...(retryAfterSeconds && { retryAfterSeconds }) })
    expect(server.mails).toHaveLength(before)
  },
)

it("does not retry a mail that is larger than the server takes", async () => {
  const content = { subject: "Large", text: "0123456789\n".repeat(6000) }
  const failure = await failureOf(provider.send(notification({ content })))
  expect(failure).toMatchObject({ kind: P, code: "too_large" })
})

it("continues over the same connection after a refused recipient", async () => {
  await provider.send(notification())
  const opened = server.opened.length
  server.refuse({ rcptTo: { code: 550, text: "5.1.1 unknown" } })
  await failureOf(provider.send(notification()))
  server.refuse({})
  await provider.send(notification())
  expect(server.opened).toHaveLength(opened)
})

it("sends a refused mail again with the same Message-ID", async () => {
  server.refuse({ data: { code: 451, text: "4.3.0 try again" } })
  await failureOf(provider.send(notification()))
  server.refuse({})
  const { id } = await provider.send(notification())
  expect(server.mails.at(-1)!.parsed.messageId).toBe(id)
  expect(id).toBe("<pmtnotif_01JABC@shop.example>")
})
