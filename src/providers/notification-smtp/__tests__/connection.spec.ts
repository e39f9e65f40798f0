import { createServer, type AddressInfo } from "node:net"
import type { SmtpOptions } from "../options"
import { CA, OTHER_CA } from "../../../testing/keys/tls"
import { startMailServer, USER, type MailServer } from "./mail-server"
import { createProvider, failureOf, notification } from "./setup"

const cleanUps: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const serve = async (...options: Parameters<typeof startMailServer>): Promise<MailServer> => {
  const server = await startMailServer(...options)
  cleanUps.push(() => server.close())
  return server
}

const provide = (port: number, more: Partial<SmtpOptions> = {}) => {
  const provider = createProvider(port, more)
  cleanUps.push(() => provider.close())
  return provider
}

const failing = (port: number, more: Partial<SmtpOptions> = {}) => failureOf(provide(port, more).send(notification()))

it("does not send to a server without encryption where that is required, nor its password", async () => {
  const attempts: unknown[] = []
  const server = await serve({
    hideSTARTTLS: true,
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => {
      attempts.push(auth)
      done(null, { user: USER })
    },
  })
  expect(await failing(server.port)).toMatchObject({ kind: "transient", code: "tls_failed" })
  expect(server.mails).toEqual([])
  expect(attempts).toEqual([])
})

it("sends in clear to a server on this machine that knows no TLS", async () => {
  const server = await serve({ hideSTARTTLS: true, disabledCommands: ["STARTTLS"], allowInsecureAuth: true })
  await provide(server.port, { requireTls: undefined }).send(notification())
  expect(server.mails).toMatchObject([{ secure: false, user: USER }])
})

it("refuses a server whose certificate another authority issued, or none that is known", async () => {
  const server = await serve()
  expect(await failing(server.port, { tls: { ca: OTHER_CA } })).toMatchObject({ kind: "transient", code: "tls_failed" })
  expect(await failing(server.port, { tls: {} })).toMatchObject({ kind: "transient", code: "tls_failed" })
  expect(server.mails).toEqual([])
})

it("refuses a certificate for another name", async () => {
  const server = await serve()
  const failure = await failing(server.port, { tls: { ca: CA, servername: "smtp.example.com" } })
  expect(failure).toMatchObject({ kind: "transient", code: "tls_failed" })
  expect(server.mails).toEqual([])
})

it("accepts any certificate where the options explicitly say so", async () => {
  const server = await serve()
  await provide(server.port, { tls: { allowUnverifiedCertificate: true } }).send(notification())
  expect(server.mails).toMatchObject([{ secure: true }])
})

it("speaks TLS from the first byte where the server does", async () => {
  const server = await serve({ secure: true })
  await provide(server.port, { secure: true, tls: { ca: [OTHER_CA, CA] } }).send(notification())
  expect(server.mails).toMatchObject([{ secure: true, user: USER }])
  expect(await failing(server.port, { secure: true, tls: { ca: OTHER_CA } })).toMatchObject({ code: "tls_failed" })
  const plain = await serve()
  expect(await failing(plain.port, { secure: true })).toMatchObject({ kind: "transient", code: "tls_failed" })
})

it("waits for an operator when the password is wrong, and does not repeat it", async () => {
  const server = await serve()
  const failure = await failing(server.port, { auth: { user: USER, pass: "hunter2" } })
  expect(failure).toMatchObject({ kind: "transient", code: "auth_failed" })
  expect(failure.message).not.toContain("hunter2")
  expect(await failing(server.port, { auth: undefined })).toMatchObject({ kind: "transient", code: "auth_failed" })
})

it("retries later when nobody listens, or the connection is dropped before it begins", async () => {
  const closed = await startMailServer()
  await closed.close()
  expect(await failing(closed.port)).toMatchObject({ kind: "transient", code: "connection_failed" })

  const rude = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => rude.listen(0, "127.0.0.1", resolve))
  cleanUps.push(() => rude.close())
  const { port } = rude.address() as AddressInfo
  expect(await failing(port)).toMatchObject({ kind: "transient", code: "connection_failed" })
})

it("does not take a refusal of the whole machine for a verdict on the mail", async () => {
  const strict = createServer((socket) => socket.end("554 5.7.1 your address is on a list\r\n"))
  await new Promise<void>((resolve) => strict.listen(0, "127.0.0.1", resolve))
  cleanUps.push(() => strict.close())
  const failure = await failing((strict.address() as AddressInfo).port)
  expect(failure).toMatchObject({ kind: "transient", code: "connection_failed" })
  expect(failure.message).toContain("554 5.7.1 your address is on a list")
})

it("does not wait for ever for a server that says nothing", async () => {
  const silent = createServer()
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve))
  cleanUps.push(() => silent.close())
  const { port } = silent.address() as AddressInfo
  expect(await failing(port, { timeouts: { greetingSeconds: 0.2 } })).toMatchObject({ kind: "transient", code: "timeout" })
  expect(await failing(port, { timeouts: { sendSeconds: 0.2 } })).toMatchObject({ kind: "transient", code: "timeout" })
})

it("sends many messages over few connections", async () => {
  const server = await serve()
  const provider = provide(server.port, { pool: { maxConnections: 2 } })
  await Promise.all(Array.from({ length: 12 }, (_, n) => provider.send(notification({ id: `noti_${n}`, provider_data: null }))))
  expect(new Set(server.mails.map(({ parsed }) => parsed.messageId)).size).toBe(12)
  expect(server.opened).toHaveLength(2)

  await provider.send(notification())
  expect(server.opened).toHaveLength(2)
})

it("replaces a connection after so many messages", async () => {
  const server = await serve()
  const provider = provide(server.port, { pool: { maxConnections: 1, maxMessages: 2 } })
  for (let n = 0; n < 5; n++) await provider.send(notification())
  expect(server.mails).toHaveLength(5)
  expect(server.opened).toHaveLength(3)
})

it("closes idle connections by itself, and opens another for the next message", async () => {
  const server = await serve()
  const provider = provide(server.port, { pool: { idleSeconds: 0.1 } })
  const closed = server.nextClose()
  await provider.send(notification())
  await closed
  await provider.send(notification())
  expect(server.opened).toHaveLength(2)
})

it("sends nothing once it is closed", async () => {
  const server = await serve()
  const provider = provide(server.port)
  await provider.send(notification())
  const closed = server.nextClose()
  provider.close()
  await closed
  expect(await failureOf(provider.send(notification()))).toMatchObject({ kind: "transient", code: "connection_failed" })
})
