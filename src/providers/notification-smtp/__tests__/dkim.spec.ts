import { createHash, createVerify, generateKeyPairSync } from "node:crypto"
import { startMailServer, type MailServer } from "./mail-server"
import { createProvider, notification } from "./setup"

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
})

let server: MailServer
let provider: ReturnType<typeof createProvider>

beforeAll(async () => {
  server = await startMailServer()
  provider = createProvider(server.port, { dkim: { domain: "shop.example", selector: "s2026", privateKey } })
})

afterAll(async () => {
  provider.close()
  await server.close()
})

/** RFC 6376, 3.4.2: name in lower case, unfolded, runs of white space as one space. */
const relaxedHeader = (field: string): string => {
  const colon = field.indexOf(":")
  const value = field
    .slice(colon + 1)
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ")
    .trim()
  return `${field.slice(0, colon).trim().toLowerCase()}:${value}`
}

/** RFC 6376, 3.4.4: no white space at line ends, runs as one space, no empty lines at the end. */
const relaxedBody = (body: string): string => {
  const lines = body.split("\r\n").map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""))
  while (lines.at(-1) === "") lines.pop()
  return lines.length ? `${lines.join("\r\n")}\r\n` : ""
}

/** Verifies the one signature of a raw mail after RFC 6376 (rsa-sha256, relaxed/relaxed), by node:crypto alone. */
function verify(raw: string) {
  const end = raw.indexOf("\r\n\r\n")
  const fields = raw.slice(0, end).split(/\r\n(?![ \t])/)
  const signature = fields.find((field) => /^dkim-signature:/i.test(field))!
  const tags = Object.fromEntries(
    signature
      .slice(signature.indexOf(":") + 1)
      .split(";")
      .map((tag) => tag.split(/=(.*)/s).map((part) => part.replace(/\s+/g, "")))
      .filter(([name]) => name),
  ) as Record<string, string>
  const left = [...fields]
  const signed = tags.h!.split(":").flatMap((name) => {
    // The last of several counts, each once.
    const index = left.findLastIndex((field) => field.slice(0, field.indexOf(":")).toLowerCase() === name.toLowerCase())
    return index < 0 ? [] : left.splice(index, 1)
  })
  const data = [...signed, signature.replace(/([;\s]b=)[^;]*/, "$1")].map(relaxedHeader).join("\r\n")
  const bodyHash = createHash("sha256")
    .update(relaxedBody(raw.slice(end + 4)), "latin1")
    .digest("base64")
  return {
    tags,
    bodyHolds: bodyHash === tags.bh,
    holds: createVerify("RSA-SHA256").update(data, "latin1").verify(publicKey, tags.b!, "base64"),
  }
}

const sent = async (more: object = {}): Promise<string> => {
  await provider.send(notification(more))
  return server.mails.at(-1)!.raw.toString("latin1")
}

it("signs every mail for the shop's domain, whatever its script", async () => {
  const content = { subject: "Zahlung für 注文 #7 erhalten", text: "Größe ½ \n\n\n", html: "<p>ありがとう   </p>" }
  const { tags, bodyHolds, holds } = verify(await sent({ content }))
  expect(tags).toMatchObject({ v: "1", a: "rsa-sha256", c: "relaxed/relaxed", d: "shop.example", s: "s2026" })
  expect({ bodyHolds, holds }).toEqual({ bodyHolds: true, holds: true })
})

it("signs sender, recipient, subject, date and content type, and both headers to unsubscribe by", async () => {
  const raw = await sent({ data: { locale: "de" }, provider_data: { unsubscribe_url: "https://shop.example/u?t=1" } })
  const { tags, holds } = verify(raw)
  expect(holds).toBe(true)
  expect(tags.h!.toLowerCase().split(":")).toEqual(
    expect.arrayContaining([
      ...["from", "to", "subject", "date", "message-id", "mime-version", "content-type"],
      ...["content-language", "auto-submitted", "list-unsubscribe", "list-unsubscribe-post"],
    ]),
  )
})

it("fails for a mail that was changed on its way", async () => {
  const raw = await sent({ provider_data: { unsubscribe_url: "https://shop.example/u" } })
  expect(verify(raw.replace("Thank you", "Thank me")).bodyHolds).toBe(false)
  expect(verify(raw.replace("Payment received", "Payment refused")).holds).toBe(false)
  expect(verify(raw.replace("https://shop.example/u", "https://evil.example/u")).holds).toBe(false)
})
