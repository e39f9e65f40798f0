import { createHmac, createPublicKey, generateKeyPairSync, verify, webcrypto, type JsonWebKey } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { createHttpKind } from ".."
import { ucpProfile } from "../../../agents/profile"
import { httpKindOptions } from "../options"
import { message, Receiver, soon } from "./receiver"

const receiver = new Receiver()
beforeAll(() => receiver.start())
afterAll(() => receiver.stop())

const SECRET = "the platform's own secret"
const PROFILE = "https://shop.example/.well-known/ucp"
const body = Buffer.from('{"id":"order_1","title":"Schuh „Größe 42“ 👟"}')

const makeKey = (type: "ec" | "ed25519") =>
  type === "ec" ? generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey : generateKeyPairSync("ed25519").privateKey

function open(config: object, signingKey = makeKey("ec")) {
  const keys = [signingKey.export({ format: "pem", type: "pkcs8" }).toString()]
  const options = z.object(httpKindOptions).parse({
    allowedHosts: [receiver.host],
    ucp: { profile: PROFILE, signingKeys: keys },
  })
  const kind = createHttpKind(options)
  const agent = { orders: { agent: "assistant" }, permalink: "https://shop.example/orders/{order_id}" }
  const parsed = kind.config.parse({ url: `http://${receiver.host}/orders`, ...agent, ...config })
  const [jwk] = ucpProfile(options.ucp!.signingKeys)["signing_keys"] as Array<JsonWebKey & { kid: string }>
  const context = { destination: { id: "dest_1" }, secrets: [SECRET], now: () => new Date(), onFault: () => {} }
  return { jwk: jwk!, sender: kind.open({ ...context, config: parsed }) }
}

it("signs ACP 2026-01-30 with the bare hex over the body, and keeps the id of a repeat", async () => {
  const { sender } = open({ dialect: "acp", version: "2026-01-30" })
  await sender.send(message({ body }), soon())
  await sender.send(message({ body, attempt: 2 }), soon())

  const [first, second] = receiver.calls.slice(-2)
  expect(first!.headers["merchant-signature"]).toBe(createHmac("sha256", SECRET).update(body).digest("hex"))
  expect(second!.headers["merchant-signature"]).toBe(first!.headers["merchant-signature"])
  expect(second!.headers["request-id"]).toBe(first!.headers["request-id"])
})

describe("UCP 2026-01-23", () => {
  const signatureOf = () => receiver.last.headers["request-signature"]!.split(".") as [string, string, string]
  const headerOf = (encoded: string) => JSON.parse(Buffer.from(encoded, "base64url").toString())

  it("signs the raw body as RFC 7797 has it, with the key that the profile names", async () => {
    const { jwk, sender } = open({ dialect: "ucp", version: "2026-01-23" })
    await sender.send(message({ body }), soon())

    const [header, payload, signature] = signatureOf()
    expect([headerOf(header), payload]).toEqual([{ alg: "ES256", kid: jwk.kid, b64: false, crit: ["b64"] }, ""])
    const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" }
    const key = await webcrypto.subtle.importKey("jwk", jwk as webcrypto.JsonWebKey, algorithm, false, ["verify"])
    const isGenuine = (bytes: Buffer) =>
      webcrypto.subtle.verify(
        algorithm,
        key,
        Buffer.from(signature, "base64url"),
        Buffer.concat([Buffer.from(`${header}.`), bytes]),
      )
    expect(await isGenuine(receiver.last.body)).toBe(true)
    expect(await isGenuine(Buffer.from(receiver.last.body.toString("base64url")))).toBe(false)
    expect(receiver.last.headers["ucp-agent"]).toBe(`profile="${PROFILE}"`)
    expect(Object.keys(receiver.last.headers).filter((name) => /^(signature|webhook|content-digest|ce-)/.test(name))).toEqual([])
  })

  it("signs the encoded body where a platform reads it so, also with Ed25519", async () => {
    const { jwk, sender } = open({ dialect: "ucp", version: "2026-01-23", unencodedPayload: false }, makeKey("ed25519"))
    await sender.send(message({ body }), soon())

    const [header, payload, signature] = signatureOf()
    expect([headerOf(header), payload]).toEqual([{ alg: "EdDSA", kid: jwk.kid }, ""])
    const signed = Buffer.from(`${header}.${receiver.last.body.toString("base64url")}`)
    const key = createPublicKey({ key: jwk, format: "jwk" })
    expect(verify(null, signed, key, Buffer.from(signature, "base64url"))).toBe(true)
  })
})
