import { generateKeyPairSync } from "node:crypto"
import provider, { SmtpNotificationService } from ".."
import { parseOptions } from "../options"
import { CA } from "../../../testing/keys/tls"
import { createProvider } from "./setup"

const minimal = { channels: ["email"], host: "smtp.example.com", from: "Shop <orders@shop.example>" }

it("is a notification provider that Medusa loads", () => {
  expect(provider.services).toEqual([SmtpNotificationService])
  expect(SmtpNotificationService.identifier).toBe("notification-smtp")
  expect(() => SmtpNotificationService.validateOptions(minimal)).not.toThrow()
})

it("asks for encryption on the submission port by default, and knows port 465", () => {
  expect(parseOptions(minimal)).toMatchObject({
    port: 587,
    secure: false,
    requireTls: true,
    tls: { allowUnverifiedCertificate: false },
  })
  expect(parseOptions({ ...minimal, port: 465 })).toMatchObject({ port: 465, secure: true })
  expect(parseOptions({ ...minimal, secure: true })).toMatchObject({ port: 465, secure: true })
  expect(parseOptions({ ...minimal, port: 465, secure: false })).toMatchObject({ secure: false, requireTls: true })
})

it.each(["localhost", "mail.localhost", "127.0.0.1", "127.8.0.1", "::1"])("lets %s do without encryption", (host) => {
  expect(parseOptions({ ...minimal, host })).toMatchObject({ requireTls: false })
  expect(parseOptions({ ...minimal, host, requireTls: true })).toMatchObject({ requireTls: true })
})

it.each(["localhost.example.com", "127.example.com", "mailserver", "10.0.0.1"])("takes %s for another machine", (host) => {
  expect(parseOptions({ ...minimal, host })).toMatchObject({ requireTls: true })
  expect(parseOptions({ ...minimal, host, allowPlaintext: true })).toMatchObject({ requireTls: false })
})

it("reads keys whose line breaks an environment variable has written as \\n", () => {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 1024,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  })
  const dkim = { domain: "shop.example", selector: "s1", privateKey: privateKey.replaceAll("\n", "\\n") }
  expect(parseOptions({ ...minimal, dkim, tls: { ca: CA.replaceAll("\n", "\\n") } })).toMatchObject({
    dkim: { privateKey },
    tls: { ca: CA },
  })
})

const ellipticKey = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" })

it.each([
  ["host", { host: undefined }],
  ["host", { host: "smtp://smtp.example.com" }],
  ["host", { host: "smtp.example.com:25" }],
  ["port", { port: 0 }],
  ["from", { from: undefined }],
  ["from", { from: "Shop" }],
  ["from", { from: "a@shop.example, b@shop.example" }],
  ["from", { from: "a@shop.example\r\nBcc: eve@example.com" }],
  ["replyTo", { replyTo: "nobody" }],
  ["channels", { channels: undefined }],
  ["channels", { channels: [] }],
  ["auth.pass", { auth: { user: "a" } }],
  ["auth.user", { auth: { user: "", pass: "s3cret" } }],
  ["requireTls", { requireTls: false }],
  ["allowPlaintext", { requireTls: true, allowPlaintext: true }],
  ["pool.maxConnections", { pool: { maxConnections: 0 } }],
  ["pool.idleSeconds", { pool: { idleSeconds: -1 } }],
  ["timeouts.sendSeconds", { timeouts: { sendSeconds: 3600 } }],
  ["dkim.privateKey", { dkim: { domain: "shop.example", selector: "s1", privateKey: "s3cret" } }],
  ["dkim.privateKey", { dkim: { domain: "shop.example", selector: "s1", privateKey: ellipticKey } }],
  ["dkim.selector", { dkim: { domain: "shop.example", selector: "s 1", privateKey: "s3cret" } }],
  ["tls.ca", { tls: { ca: "s3cret" } }],
  ["tls.rejectUnauthorized", { tls: { rejectUnauthorized: false } }],
  ["bounces.address", { bounces: { address: "Bounces <bounces@shop.example>" } }],
  ["(root)", { password: "s3cret" }],
])("stops the boot over %s", (name, wrong) => {
  const validate = () => SmtpNotificationService.validateOptions({ ...minimal, ...wrong })
  expect(validate).toThrow(new RegExp(`notification-smtp: (.*; )?option ${name.replace(/[().]/g, "\\$&")}: `))
  expect(validate).not.toThrow(/s3cret|PRIVATE KEY/)
})

it("warns of options that weaken it", () => {
  const careless = {
    host: "smtp.example.com",
    requireTls: undefined,
    allowPlaintext: true,
    tls: { allowUnverifiedCertificate: true },
  }
  const { warnings } = createProvider(25, careless)
  expect(warnings).toEqual([expect.stringContaining("allowPlaintext"), expect.stringContaining("allowUnverifiedCertificate")])
  expect(createProvider(25).warnings).toEqual([])
})
