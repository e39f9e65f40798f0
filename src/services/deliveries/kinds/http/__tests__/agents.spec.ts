import { createPublicKey, generateKeyPairSync, webcrypto, type JsonWebKey } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { createVerifier, httpbis } from "http-message-signatures"
import Stripe from "stripe"
import { createHttpKind } from ".."
import { eventId } from "../../../agents/event-id"
import { ucpProfile } from "../../../agents/profile"
import type { OutgoingMessage } from "../../../kind"
import { httpKindOptions } from "../options"
import { message, Receiver, soon, type Received } from "./receiver"

const receiver = new Receiver()
beforeAll(() => receiver.start())
afterAll(() => receiver.stop())
beforeEach(() => (receiver.answer = (response) => void response.end()))

const SECRET = "whsec_the platform's own"
const AGENT = { orders: { agent: "assistant" }, permalink: "https://shop.example/orders/{order_id}" }
const PROFILE = "https://shop.example/.well-known/ucp"

const makeKey = () =>
  generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "pem", type: "pkcs8" }).toString()
const OLD_KEY = makeKey()
const NEW_KEY = makeKey()

/** A snapshot as it is frozen: its time is that of the delivery, equal at every attempt. */
const snapshot = (changes: Partial<OutgoingMessage> = {}) =>
  message({ body: Buffer.from('{"id":"order_1","title":"Schuh „Größe 42“ 👟"}'), ...changes })

function open(config: Record<string, unknown>, { keys = [OLD_KEY], now = () => new Date(), secrets = [SECRET] } = {}) {
  const options = z.object(httpKindOptions).parse({
    allowedHosts: [receiver.host, `localhost:${receiver.port}`],
    ucp: { profile: PROFILE, signingKeys: keys },
  })
  const kind = createHttpKind(options)
  const parsed = kind.config.parse({ url: `http://${receiver.host}/events/order`, ...AGENT, ...config })
  return kind.open({ destination: { id: "dest_1" }, config: parsed, secrets, now, onFault: () => {} })
}

describe("ACP", () => {
  const verify = ({ headers, body }: Received, at: number) =>
    new Stripe("sk_test_1").webhooks.signature?.verifyHeader(
      body.toString(),
      headers["merchant-signature"] ?? "",
      SECRET,
      300,
      undefined,
      at,
    )

  it("is verified by Stripe's library, and keeps to the specification's pattern", async () => {
    await open({ dialect: "acp" }).send(snapshot(), soon())

    const { headers } = receiver.last
    expect(headers["merchant-signature"]).toMatch(/^t=\d+,v1=[a-f0-9]{64}$/)
    expect(headers["content-type"]).toBe("application/json")
    expect(Object.keys(headers).filter((name) => /^(ce|webhook)-/.test(name))).toEqual([])
    expect(verify(receiver.last, Date.now())).toBe(true)
  })

  it("signs as the fixed vector of an independent computation has it", async () => {
    const body = Buffer.from('{"id":"order_1","checkout_id":"chk_1","currency":"USD"}')
    const sender = open({ dialect: "acp" }, { now: () => new Date(1709123456_000), secrets: ["whsec_test_secret"] })
    await sender.send(snapshot({ body }), soon())
    expect(receiver.last.headers["merchant-signature"]).toBe(
      "t=1709123456,v1=b0b7759ea1b8118015748b454571b5dc5512231e5aa2c9a9825ba2576f51caec",
    )
  })

  it("signs a second attempt ten minutes later anew, with the same id and body", async () => {
    let now = Date.now() - 600_000
    const sender = open({ dialect: "acp" }, { now: () => new Date(now) })
    await sender.send(snapshot(), soon())
    const first = receiver.last
    expect(() => verify(first, Date.now())).toThrow("Timestamp outside the tolerance zone")
    now = Date.now()
    await sender.send(snapshot({ attempt: 2 }), soon())

    expect([receiver.last.headers["request-id"], receiver.last.body]).toEqual([first.headers["request-id"], first.body])
    expect(verify(receiver.last, now)).toBe(true)
  })
})

describe("UCP", () => {
  /** The keys of the published profile, as a platform reads them. */
  const published = (keys: string[], field: "keys" | "signing_keys" = "signing_keys") => {
    const { ucp } = z.object(httpKindOptions).parse({ ucp: { profile: PROFILE, signingKeys: keys } })
    return ucpProfile(ucp?.signingKeys ?? [])[field] as Array<JsonWebKey & { kid: string }>
  }

  /** A platform with the npm package `http-message-signatures`, over the raw headers and the URL as it arrived. */
  async function verifiedByPackage({ method, url, headers }: Received, jwks = published([OLD_KEY])): Promise<boolean> {
    const keyLookup = async ({ keyid }: { keyid?: string }) => {
      const jwk = jwks.find(({ kid }) => kid === keyid)
      if (!jwk) return null
      const key = createPublicKey({ key: jwk, format: "jwk" })
      return { id: jwk.kid, algs: ["ecdsa-p256-sha256" as const], verify: createVerifier(key, "ecdsa-p256-sha256") }
    }
    const request = { method, url: `http://${headers.host}${url}`, headers: { ...headers } }
    try {
      return (await httpbis.verifyMessage({ keyLookup, all: true }, request)) === true
    } catch {
      return false
    }
  }

  /** The newest text of the specification: every header of ours is covered, none twice, the digest fits, no `alg`. */
  async function verifiedStrictly({ method, url, headers, body }: Received, jwks = published([OLD_KEY])): Promise<boolean> {
    const [, components = "", parameters = ""] = /^sig1=\(([^)]*)\)(.*)$/.exec(headers["signature-input"] ?? "") ?? []
    const names = components.split(" ").map((name) => name.slice(1, -1))
    const [, kid] = /;keyid="([^"]+)"/.exec(parameters) ?? []
    const jwk = jwks.find((jwk) => jwk.kid === kid)
    const hasQuery = url.includes("?")
    const must =
      "@method @authority @path ucp-agent idempotency-key webhook-id webhook-timestamp content-digest content-type".split(" ")
    if (!jwk || !/^;created=\d+;keyid="[^"]+"$/.test(parameters) || new Set(names).size !== names.length) return false
    if (![...must, ...(hasQuery ? ["@query"] : [])].every((name) => names.includes(name))) return false
    const digest = Buffer.from(await webcrypto.subtle.digest("SHA-256", body)).toString("base64")
    if (headers["content-digest"] !== `sha-256=:${digest}:`) return false
    const [path = "", ...query] = url.split("?")
    const derived: Record<string, string> = {
      "@method": method,
      "@authority": headers.host ?? "",
      "@path": path,
      "@query": `?${query.join("?")}`,
    }
    const lines = names.map((name) => `"${name}": ${derived[name] ?? headers[name]}`)
    const base = [...lines, `"@signature-params": (${components})${parameters}`].join("\n")
    const signature = Buffer.from((headers.signature ?? "").replace(/^sig1=:|:$/g, ""), "base64")
    const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" }
    const key = await webcrypto.subtle.importKey("jwk", jwk as webcrypto.JsonWebKey, algorithm, false, ["verify"])
    return signature.length === 64 && webcrypto.subtle.verify(algorithm, key, signature, Buffer.from(base))
  }

  const verified = async (call: Received, jwks?: ReturnType<typeof published>) =>
    [await verifiedByPackage(call, jwks), await verifiedStrictly(call, jwks)] as const

  it("is verified by http-message-signatures and by WebCrypto with the newest text's rules", async () => {
    await open({ dialect: "ucp" }).send(snapshot(), soon())

    const { headers } = receiver.last
    expect(await verified(receiver.last)).toEqual([true, true])
    expect(headers["ucp-agent"]).toBe(`profile="${PROFILE}"`)
    expect(headers["webhook-id"]).toBe(eventId("ptrn_1"))
    expect(headers["idempotency-key"]).toBe(headers["webhook-id"])
    expect(headers["webhook-timestamp"]).toBe(String(Date.parse("2026-11-30T09:00:00Z") / 1_000))
    expect(headers["content-type"]).toBe("application/json")
    expect(headers["signature-input"]).not.toContain("alg")
    expect(published([OLD_KEY], "keys")).toEqual(published([OLD_KEY]))
  })

  it.each(["/a%20b?key=A%2Fb", "/a b?key=A/b", "/x?", "/x", "", "/a/../b", "/x#frag", "/ä/ö?ü=ß", "/a%2fb%2Fc?x=1&x=2"])(
    "verifies at the receiver for a URL that ends in %p",
    async (end) => {
      for (const host of [receiver.host, `LOCALHOST:${receiver.port}`]) {
        await open({ dialect: "ucp", url: `http://${host}${end}` }).send(snapshot(), soon())
        expect(await verified(receiver.last)).toEqual([true, true])
      }
    },
  )

  it.each<[string, (call: Received) => Received]>([
    ["another method", (call) => ({ ...call, method: "PUT" })],
    ["another path", (call) => ({ ...call, url: "/events/orders?v=1" })],
    ["another query", (call) => ({ ...call, url: "/events/order?v=2" })],
    ["no query", (call) => ({ ...call, url: "/events/order" })],
    ...["host", "ucp-agent", "idempotency-key", "webhook-id", "webhook-timestamp", "content-type", "content-digest"].map(
      (name): [string, (call: Received) => Received] => [
        `another ${name}`,
        (call) => ({ ...call, headers: { ...call.headers, [name]: `${call.headers[name]}1` } }),
      ],
    ),
    [
      "another key id",
      (call) => ({
        ...call,
        headers: { ...call.headers, "signature-input": call.headers["signature-input"]?.replace('keyid="', 'keyid="a') ?? "" },
      }),
    ],
    [
      "another time",
      (call) => ({
        ...call,
        headers: {
          ...call.headers,
          "signature-input": call.headers["signature-input"]?.replace(/created=\d/, "created=2") ?? "",
        },
      }),
    ],
  ])("is verified no more with %s", async (_what, forge) => {
    await open({ dialect: "ucp", url: `http://${receiver.host}/events/order?v=1` }).send(snapshot(), soon())
    expect(await verified(receiver.last)).toEqual([true, true])
    expect(await verified(forge(receiver.last))).toEqual([false, false])
  })

  it("is verified no more with any byte of the body changed", async () => {
    await open({ dialect: "ucp" }).send(snapshot(), soon())
    const { body } = receiver.last
    for (let at = 0; at < body.length; at++) {
      const changed = Buffer.from(body)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(await verifiedStrictly({ ...receiver.last, body: changed })).toBe(false)
    }
  })

  it("sends an attempt after a failure with the same ids, time and body, signed anew", async () => {
    let now = Date.now() - 2_000
    const sender = open({ dialect: "ucp" }, { now: () => new Date(now) })
    receiver.answer = (response) => void response.writeHead(500).end()
    await expect(sender.send(snapshot(), soon())).rejects.toMatchObject({ rejection: "retry" })
    const first = receiver.last
    receiver.answer = (response) => void response.end()
    now = Date.now()
    await sender.send(snapshot({ attempt: 2 }), soon())

    for (const name of ["webhook-id", "webhook-timestamp", "idempotency-key", "content-digest"]) {
      expect(receiver.last.headers[name]).toBe(first.headers[name])
    }
    expect(receiver.last.body).toEqual(first.body)
    expect(receiver.last.headers.signature).not.toBe(first.headers.signature)
    expect(await verified(receiver.last)).toEqual([true, true])
  })

  it("writes the time as RFC 3339 where a platform wants it", async () => {
    await open({ dialect: "ucp", timestampFormat: "rfc3339" }).send(snapshot(), soon())
    expect(receiver.last.headers["webhook-timestamp"]).toBe("2026-11-30T09:00:00.000Z")
    expect(await verified(receiver.last)).toEqual([true, true])
  })

  it("rotates: a new key is published, then signs, then the old one goes, and nothing fails", async () => {
    const steps = [[OLD_KEY], [OLD_KEY, NEW_KEY], [NEW_KEY, OLD_KEY], [NEW_KEY]]
    let cached = published([OLD_KEY])
    for (const keys of steps) {
      await open({ dialect: "ucp" }, { keys }).send(snapshot(), soon())
      // A platform that has kept the profile from before this step verifies as well as one that reads it now.
      expect(await verified(receiver.last, cached)).toEqual([true, true])
      cached = published(keys)
      expect(await verified(receiver.last, cached)).toEqual([true, true])
    }
    await open({ dialect: "ucp" }, { keys: [OLD_KEY] }).send(snapshot(), soon())
    expect(await verified(receiver.last, cached)).toEqual([false, false])
  })
})

describe("answers of platforms", () => {
  it.each([
    [400, "final"],
    [401, "final"],
    [403, "final"],
    [404, "final"],
    [410, "gone"],
    [408, "retry"],
    [429, "retry"],
    [500, "retry"],
    [503, "retry"],
    [302, "retry"],
  ])("take %i for %s, with the answer's code", async (status, rejection) => {
    receiver.answer = (response) => void response.writeHead(status).end('{"type":"invalid_request","code":"invalid_signature"}')
    await expect(open({ dialect: "acp" }).send(snapshot(), soon())).rejects.toMatchObject({
      rejection,
      message: expect.stringMatching(/: invalid_signature$/),
    })
  })
})

describe("config", () => {
  const kind = createHttpKind(z.object(httpKindOptions).parse({}))
  const url = "https://platform.example/events"
  const why = (config: object) =>
    kind.config.safeParse(config).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)

  it.each<[string, object, string]>([
    ["no orders", { dialect: "acp", url, permalink: AGENT.permalink }, "orders: "],
    ["all orders", { dialect: "acp", url, ...AGENT, orders: {} }, "orders: name the metadata of the platform's orders"],
    [
      "a page without an id",
      { dialect: "acp", url, ...AGENT, permalink: "https://shop.example/" },
      "permalink: must be an https:// URL",
    ],
    [
      "a page by http",
      { dialect: "acp", url, ...AGENT, permalink: "http://shop.example/{order_id}" },
      "permalink: must be an https:// URL",
    ],
    [
      "a URL by http",
      { dialect: "acp", url: "http://platform.example/", ...AGENT },
      "url: cannot be called: it is not an https:// URL",
    ],
    ["UCP without the shop's keys", { dialect: "ucp", url, ...AGENT }, "dialect: needs deliveries.ucp"],
    [
      "a header of the signature",
      { dialect: "acp", url, ...AGENT, headers: { "Request-Id": "a" } },
      "headers.request-id: is signed by acp",
    ],
  ])("refuses %s", (_what, config, issue) => expect(why(config)?.join()).toContain(issue))

  it.each([
    "http://shop.example/.well-known/ucp",
    "https://shop.example/",
    "https://shop.example/.well-known/ucp?a=b",
    'https://shop.example/.well-known/ucp"',
    "https://a:b@shop.example/.well-known/ucp",
  ])("refuses %p as the shop's profile", (profile) => {
    expect(z.object(httpKindOptions).safeParse({ ucp: { profile, signingKeys: [OLD_KEY] } }).success).toBe(false)
  })

  it("needs no secret for UCP, and the platform's for ACP", () => {
    const withUcp = createHttpKind(z.object(httpKindOptions).parse({ ucp: { profile: PROFILE, signingKeys: [OLD_KEY] } }))
    const ucp = withUcp.config.parse({ dialect: "ucp", url, ...AGENT })
    expect([withUcp.makeSecret?.(ucp), withUcp.refuseSecret?.("a", ucp)]).toEqual([
      undefined,
      expect.stringContaining("is not used"),
    ])
    const acp = kind.config.parse({ dialect: "acp", url, ...AGENT })
    expect([kind.refuseSecret?.(SECRET, acp), kind.refuseSecret?.("short", acp)]).toEqual([
      undefined,
      expect.stringContaining("the platform's secret"),
    ])
  })
})
