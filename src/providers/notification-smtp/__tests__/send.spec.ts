import { startMailServer, USER, type MailServer } from "./mail-server"
import { createProvider, failureOf, notification } from "./setup"

let server: MailServer
let provider: ReturnType<typeof createProvider>

beforeAll(async () => {
  server = await startMailServer()
  provider = createProvider(server.port, { replyTo: "Help <help@shop.example>" })
})

afterAll(async () => {
  provider.close()
  await server.close()
})

/** Sends it and reads the mail back from the server. */
const sent = async (more: object = {}, by = provider) => {
  const result = await by.send(notification(more))
  return { result, ...server.mails.at(-1)! }
}

it("sends one mail, encrypted and with the account, with the content of the notification", async () => {
  const { result, parsed, envelope, secure, user } = await sent()

  expect({ secure, user }).toEqual({ secure: true, user: USER })
  expect(envelope).toMatchObject({ mailFrom: { address: "orders@shop.example" }, rcptTo: [{ address: "grace@example.com" }] })
  expect(parsed.from!.value).toEqual([{ name: "Ada & Söhne", address: "orders@shop.example" }])
  expect(parsed.replyTo!.value).toEqual([{ name: "Help", address: "help@shop.example" }])
  expect(parsed.to).toMatchObject({ text: "grace@example.com" })
  expect(parsed).toMatchObject({ subject: "Payment received", html: "<p>Thank you</p>", text: "Thank you" })
  expect(parsed.headers.get("auto-submitted")).toBe("auto-generated")
  expect([...parsed.headers.keys()]).not.toContain("list-unsubscribe")
  expect([...parsed.headers.keys()]).not.toContain("content-language")
  expect(result).toEqual({ id: parsed.messageId })
})

it("brings subjects and texts of any script through", async () => {
  const content = {
    subject: "Zahlung für 注文 #7 erhalten ✓ Оплата получена ".repeat(4).trim(),
    text: "Vielen Dank — ありがとう\n.\n.. a line of a dot alone",
    html: "<p>Größe: ½ € — תודה</p>",
  }
  const { parsed, raw } = await sent({ content })

  expect(parsed.subject).toBe(content.subject)
  expect(parsed.text!.trimEnd()).toBe(content.text)
  expect(parsed.html).toBe(content.html)
  expect(
    Math.max(
      ...raw
        .toString("latin1")
        .split("\r\n")
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(78)
})

it("is a text alone, or HTML alone, where there is no other part", async () => {
  const plain = await sent({ content: { subject: "a", text: "b" } })
  expect(plain.parsed).toMatchObject({ text: "b\n", html: false })
  const html = await sent({ content: { subject: "a", html: "<b>b</b>" } })
  expect(html.parsed.html).toBe("<b>b</b>\n")
  expect(html.parsed.headers.get("content-type")).toMatchObject({ value: "text/html" })
})

it("sends every attempt of a notification with the same Message-ID, others with another", async () => {
  const first = await sent({ idempotency_key: "pmtnotif_01JABC:1", id: "noti_01" })
  const second = await sent({ idempotency_key: "pmtnotif_01JABC:2", id: "noti_02" })
  const other = await sent({ provider_data: { idempotency_key: "pmtnotif_01JXYZ" } })

  expect(first.parsed.messageId).toBe("<pmtnotif_01JABC@shop.example>")
  expect(second.parsed.messageId).toBe(first.parsed.messageId)
  expect(other.parsed.messageId).toBe("<pmtnotif_01JXYZ@shop.example>")
})

it("makes the Message-ID of Medusa's own key or id when nothing else is given, whatever it contains", async () => {
  const byKey = await sent({ provider_data: null, idempotency_key: "order 7:<1>@\r\nX: y" })
  expect(byKey.parsed.messageId).toBe("<order=207=3A=3C1=3E=40=0D=0AX=3A=20y@shop.example>")
  const byId = await sent({ provider_data: null })
  expect(byId.parsed.messageId).toBe("<noti_01@shop.example>")
})

it("lets a notification name its own sender", async () => {
  const { parsed, raw } = await sent({ from: "Bücher <info@bücher.example>" })
  expect(parsed.from!.value).toEqual([{ name: "Bücher", address: "info@bücher.example" }])
  expect(raw.toString()).toContain("<info@xn--bcher-kva.example>")
  expect(parsed.messageId).toBe("<pmtnotif_01JABC@xn--bcher-kva.example>")
})

it("offers to unsubscribe with one click where the link is HTTPS, and names the language", async () => {
  const url = `https://shop.example/unsubscribe?token=${"a1".repeat(300)}&to=gr%C3%A4ce`
  const { parsed, raw } = await sent({ data: { locale: "de-de" }, provider_data: { unsubscribe_url: url } })
  expect(raw.toString()).toContain(`List-Unsubscribe: <${url}>\r\n`)
  expect(raw.toString()).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")
  expect(parsed.headers.get("content-language")).toBe("de-DE")

  const plain = await sent({
    data: { locale: "no language\r\nBcc: eve@example.com" },
    provider_data: { unsubscribe_url: "http://localhost/u" },
  })
  expect(plain.raw.toString()).toContain("List-Unsubscribe: <http://localhost/u>\r\n")
  expect(plain.raw.toString()).not.toMatch(/One-Click|Content-Language|eve@/)
})

it("attaches files, and shows inline images where the text refers to them", async () => {
  const pixel = "R0lGODlhAQABAAAAACw="
  const { parsed } = await sent({
    attachments: [
      { filename: "Rechnung №7.pdf", content: Buffer.from("%PDF-1.7").toString("base64"), content_type: "application/pdf" },
      { filename: "logo.gif", content: pixel, content_type: "image/gif", disposition: "inline", id: "logo" },
    ],
  })
  const files = parsed.attachments.map(({ filename, contentType, contentDisposition, cid, content }) => [
    filename,
    contentType,
    contentDisposition,
    cid,
    content.toString("base64"),
  ])
  expect(files).toEqual([
    ["logo.gif", "image/gif", "inline", "logo", pixel],
    ["Rechnung №7.pdf", "application/pdf", "attachment", undefined, "JVBERi0xLjc="],
  ])
})

it("writes a line break in a subject as a space, and adds no header", async () => {
  const { parsed, raw } = await sent({ content: { subject: "Order 7\r\nBcc: eve@example.com\n\nHello", text: "b" } })
  expect(parsed.subject).toBe("Order 7 Bcc: eve@example.com Hello")
  expect(parsed.headers.has("bcc")).toBe(false)
  expect(raw.toString()).not.toMatch(/^Bcc/im)
})

it.each([
  "grace@example.com\r\nBcc: eve@example.com",
  "grace@example.com\nRCPT TO:<eve@example.com>",
  "grace@example.com, eve@example.com",
  "grace@example.com eve@example.com",
  "<grace@example.com> SIZE=1",
  '"grace@example.com, x"@example.com',
  "all: eve@example.com;",
  "grace",
  "",
])("refuses %j as a recipient for good", async (to) => {
  const before = server.mails.length
  const failure = await failureOf(provider.send(notification({ to })))
  expect(failure).toMatchObject({ name: "SendError", kind: "permanent", code: "invalid_recipient" })
  expect(server.mails).toHaveLength(before)
})

it.each([
  ["no content", { content: null }, "no_content"],
  ["a subject alone", { content: { subject: "a" } }, "no_content"],
  ["a text without a subject", { content: { text: "a" } }, "no_content"],
  ["a file's name for a text", { content: { subject: "a", text: { path: __filename } } }, "no_content"],
  ["two senders", { from: "a@shop.example, b@shop.example" }, "invalid_sender"],
  ["a sender with a line break", { from: "a@shop.example\r\nBcc: eve@example.com" }, "invalid_sender"],
  ["a script to unsubscribe", { provider_data: { unsubscribe_url: "javascript:alert(1)" } }, "invalid_unsubscribe_url"],
  ["an attachment that is a file's name", { attachments: [{ filename: "a", content: __filename }] }, "invalid_attachment"],
])("refuses %s for good", async (_what, more, code) => {
  const failure = await failureOf(provider.send(notification(more) as never))
  expect(failure).toMatchObject({
    kind: "permanent",
    code,
    message: expect.stringMatching(new RegExp(`\\[permanent: ${code}\\]$`)),
  })
})
