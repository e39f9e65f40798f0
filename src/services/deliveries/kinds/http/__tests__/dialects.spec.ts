import { createPublicKey, verify } from "node:crypto"
import fc from "fast-check"
import { Webhook } from "standardwebhooks"
import { assertProperty } from "../../../../../__tests__/assert-property"
import { providers } from "../../../../providers/registry"
import { rotate, storedSecret, validSecrets } from "../../../secrets/rotation"
import { makeSecret } from "../../../secrets/make-secret"
import { message, open, Receiver, soon, WHSEC, type Received } from "./receiver"

const receiver = new Receiver()
beforeAll(() => receiver.start())
afterAll(() => receiver.stop())

/** One of the plugin's own providers reads a received call, as an account of another store would. */
async function readBy(id: "standard-webhooks" | "hmac", options: unknown, { headers, body }: Received) {
  const provider = providers.get(id)
  if (!provider) throw new Error(`there is no provider ${id}`)
  const request = { headers, rawBody: body } as Parameters<typeof provider.verify>[0]
  const context = { account: { id }, options: provider.options.parse(options), now: () => new Date(), fetch }
  await provider.verify(request, context as never)
  return provider.parse(request, context as never)
}

const to = (more: Record<string, unknown> = {}) => ({
  config: { url: `http://${receiver.host}/hook`, ...more },
  allowedHosts: [receiver.host],
})

const HMAC = { dialect: "hmac", keyId: "store:1" }
const TEXT = "a secret of the documents"
const hmacAccount = (...secrets: string[]) => ({ keys: [{ id: "store:1", secrets }], timestamp: { header: "x-timestamp" } })

describe("standard-webhooks", () => {
  it("is verified by the package standardwebhooks and by our own provider, which reads the event back", async () => {
    await open(to()).send(message(), soon())

    expect(new Webhook(WHSEC).verify(receiver.last.body, receiver.last.headers)).toMatchObject({ id: "ptrn_1" })
    expect(await readBy("standard-webhooks", { secrets: [WHSEC] }, receiver.last)).toMatchObject([
      { id: "ptrn_1", type: "payment.captured", payload: { amount: "4590", currency: "EUR" } },
    ])
  })

  it("signs any body byte for byte", async () => {
    const sender = open(to())
    await assertProperty(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        await sender.send(message({ body: Buffer.from(JSON.stringify({ value })) }), soon())
        expect(new Webhook(WHSEC).verify(receiver.last.body, receiver.last.headers)).toEqual(
          JSON.parse(JSON.stringify({ value })),
        )
      }),
      { cost: 5 },
    )
  })

  it("signs with ed25519 (v1a), which node:crypto and our own provider verify", async () => {
    const { secret, publicKey = "" } = makeSecret("ed25519")
    const seedOnly = `whsk_${Buffer.from(secret.replace("whsk_", ""), "base64").subarray(0, 32).toString("base64")}`
    for (const spelling of [secret, seedOnly]) {
      await open({ ...to(), secrets: [spelling] }).send(message(), soon())

      const { headers, body } = receiver.last
      const [version, signature = ""] = (headers["webhook-signature"] ?? "").split(",")
      const x = Buffer.from(publicKey.replace("whpk_", ""), "base64").toString("base64url")
      const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" })
      const signed = Buffer.concat([Buffer.from(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.`), body])
      expect([version, verify(null, signed, key, Buffer.from(signature, "base64"))]).toEqual(["v1a", true])
      await readBy("standard-webhooks", { secrets: [publicKey] }, receiver.last)
    }
  })

  it("signs each attempt anew, with the same id and body", async () => {
    let now = new Date()
    const sender = open({ ...to(), now: () => now })
    await sender.send(message(), soon())
    const first = receiver.last
    now = new Date(now.getTime() + 600_000)
    await sender.send(message({ attempt: 2 }), soon())

    const { headers, body } = receiver.last
    expect([headers["webhook-id"], body]).toEqual([first.headers["webhook-id"], first.body])
    expect(Number(headers["webhook-timestamp"]) - Number(first.headers["webhook-timestamp"])).toBe(600)
    expect(headers["webhook-signature"]).not.toBe(first.headers["webhook-signature"])
  })
})

describe("hmac", () => {
  it("is verified by our own provider, which reads the event back", async () => {
    await open({ ...to(HMAC), secrets: [TEXT] }).send(message(), soon())

    expect(receiver.last.headers.authorization).toMatch(/^HMAC store:1:[0-9a-f]{64}$/)
    expect(await readBy("hmac", hmacAccount(TEXT), receiver.last)).toMatchObject([{ id: "ptrn_1", type: "payment.captured" }])
  })

  it("signs another header's timestamp where the receiver wants it elsewhere", async () => {
    await open({ ...to({ ...HMAC, timestampHeader: "X-Sent-At" }), secrets: [TEXT] }).send(message(), soon())
    await readBy("hmac", { ...hmacAccount(TEXT), timestamp: { header: "x-sent-at" } }, receiver.last)
  })

  it("is not verified when a byte of the body or the time is another", async () => {
    await open({ ...to(HMAC), secrets: [TEXT] }).send(message(), soon())
    const { headers, body } = receiver.last
    const later = { ...headers, "x-timestamp": String(Number(headers["x-timestamp"]) + 1) }
    for (const forged of [
      { ...receiver.last, headers: later },
      { ...receiver.last, body: Buffer.concat([body, Buffer.from(" ")]) },
    ]) {
      await expect(readBy("hmac", hmacAccount(TEXT), forged)).rejects.toThrow("does not match")
    }
  })
})

describe("rotation", () => {
  /** Sends every hour of two days, with a rotation in the 12th and its end in the 36th, and verifies as the receiver would. */
  async function live(first: string, second: string, config: object, verified: (hour: number) => Promise<unknown>) {
    const start = Date.now() - 48 * 3_600_000
    const at = (hour: number) => new Date(start + hour * 3_600_000)
    let stored = [storedSecret(first, at(0))] as ReturnType<typeof rotate>
    for (let hour = 0; hour < 48; hour++) {
      if (hour === 12) stored = rotate(stored, second, { overlapSeconds: 86_400, now: at(hour) })
      const secrets = validSecrets(stored, at(hour)).map(({ secret }) => secret)
      await open({ ...to(config as Record<string, unknown>), secrets }).send(message(), soon())
      await verified(hour)
    }
  }

  it("fails at no receiver that changes its secret for the new one at any time of the overlap (standard-webhooks)", async () => {
    const next = makeSecret("hmac-sha256").secret
    await live(WHSEC, next, {}, async (hour) => {
      const { headers, body } = receiver.last
      const known = hour < 12 ? [WHSEC] : hour < 36 ? [WHSEC, next] : [next]
      for (const secret of known) new Webhook(secret).verify(body, headers)
    })
    expect(() => new Webhook(WHSEC).verify(receiver.last.body, receiver.last.headers)).toThrow("No matching signature")
  })

  it("fails at no receiver that adds the new secret at any time of the overlap, where one signature is all there is (hmac)", async () => {
    const next = makeSecret("text").secret
    await live(TEXT, next, HMAC, async (hour) => {
      const known = hour < 12 ? [[TEXT]] : hour < 36 ? [[TEXT], [next, TEXT]] : [[next, TEXT], [next]]
      for (const secrets of known) await readBy("hmac", hmacAccount(...secrets), receiver.last)
    })
  })
})
