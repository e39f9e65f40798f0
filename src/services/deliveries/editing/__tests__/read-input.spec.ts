import { z } from "@medusajs/framework/zod"
import { defineDestinationKind, type DestinationKind } from "../../kind"
import { createHttpKind } from "../../kinds/http"
import { InvalidDestinationError } from "../errors"
import { readConfig, readKind, refuseAccounts, refuseFacts, refuseOtherSigning, refuseSecret, refuseThin } from "../read-input"
import { nats } from "../../kinds/nats"
import { shownConfig } from "../../shown-config"

const http = createHttpKind({ allowedHosts: ["127.0.0.1"], ports: [443], proxy: undefined })
const sqs = defineDestinationKind({
  id: "sqs",
  about: { name: "SQS", confirms: "", repeats: "" },
  config: z.strictObject({
    url: z.string(),
    password: z.string().optional(),
    servers: z.array(z.strictObject({ key: z.string() })).default([]),
  }),
  redact: ["password", "servers.*.key", "nothing.here"],
  packages: ["a-package-that-is-not-there"],
  signs: false,
  atOnce: 1,
  open: () => ({ send: async () => ({}), close: async () => undefined }),
})
const kinds = new Map<string, DestinationKind<any>>([http, sqs].map((kind) => [kind.id, kind as DestinationKind<any>]))

const refused = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidDestinationError)
    expect(error).toMatchObject({ status: 400, type: "invalid_data" })
    return (error as Error).message
  }
  throw new Error("was not refused")
}

it("names the kinds that there are, and the package that one needs", () => {
  expect(readKind("http", kinds)).toBe(http)
  expect(refused(() => readKind("htp", kinds))).toBe("kind must be one of http, sqs")
  expect(refused(() => readKind("constructor", kinds))).toBe("kind must be one of http, sqs")
  expect(refused(() => readKind("sqs", kinds))).toBe(
    "kind sqs needs the package a-package-that-is-not-there; install it: npm install a-package-that-is-not-there",
  )
})

it.each([
  [{ url: "http://erp.example/hooks" }, /^config\.url cannot be called: it is not an https:\/\/ URL$/],
  [{ url: "https://10.0.0.7/hooks" }, /^config\.url cannot be called: its host 10\.0\.0\.7 is not public$/],
  [{ url: "https://erp.example:8443/hooks" }, /^config\.url cannot be called: its port 8443 is not 443$/],
  [{ url: "https://ada:PLANTED@erp.example/" }, /^config\.url cannot be called: it carries a user name or password$/],
  [{}, /^config\.url /],
  [{ url: "https://erp.example", headers: { "x-key": "PLANTED\n" } }, /^config\.headers\.x-key must be/],
  [
    { url: "https://erp.example", headers: { "webhook-id": "x" } },
    /^config\.headers\.webhook-id is a header that the plugin sets itself$/,
  ],
  [{ url: "https://erp.example", password: "PLANTED" }, /^config /],
])("refuses the config %j by the field's name, and repeats no value", (config, says) => {
  const message = refused(() => readConfig(http, config))

  expect(message).toMatch(says)
  expect(message).not.toContain("PLANTED")
})

it.each([[["*"]], [["payment.*", "refund.succeeded", "attention.raised", "notification.dead"]], [["dispute.warning"]]])(
  "takes the facts %j",
  (facts) => expect(() => refuseFacts(facts)).not.toThrow(),
)

it.each([[[]], [["payment.paid"]], [["payment"]], [["*.captured"]], [["payment.*", ""]], [["test.ping"]], [["toString"]]])(
  "refuses the facts %j, and lists those that there are",
  (facts) =>
    expect(refused(() => refuseFacts(facts))).toMatch(
      /^facts must .*\*, payment\.\*, refund\.\*.*payment\.captured.*dispute\.lost/,
    ),
)

it("refuses accounts that the store does not have", () => {
  const accounts = [{ id: "stripe" }, { id: "hmac" }] as never
  expect(() => refuseAccounts(["stripe", "pp_paypal_x"], { accounts, takeOverCoreRoute: true })).not.toThrow()
  expect(refused(() => refuseAccounts(["stripe", "strpe"], { accounts, takeOverCoreRoute: true }))).toBe(
    'accounts must be of stripe, hmac, ids of payment providers ("pp_…")',
  )
  expect(refused(() => refuseAccounts(["pp_paypal_x"], { accounts, takeOverCoreRoute: false }))).toBe(
    "accounts must be of stripe, hmac",
  )
  expect(refused(() => refuseAccounts(["x"], { accounts: [], takeOverCoreRoute: false }))).toBe(
    "accounts must be empty: the store has none",
  )
})

it("refuses a secret that cannot sign, one for a kind that signs nothing, and a thin payload without a read token", () => {
  const config = readConfig(http, { url: "https://erp.example/hooks" })
  expect(refused(() => refuseSecret(http, "PLANTED", config))).toMatch(/^secret must start with "whsec_"/)
  expect(() => refuseSecret(http, `whsec_${Buffer.alloc(32, 7).toString("base64")}`, config)).not.toThrow()
  const queue = { url: "", servers: [] }
  expect(refused(() => refuseSecret(sqs, "PLANTED", queue))).toBe("secret must be left out for kind sqs: nothing is signed")
  expect(refused(() => refuseThin("thin", sqs, queue))).toMatch(/^payload must be full for kind sqs/)
  expect(() => refuseThin("thin", http, config)).not.toThrow()
  expect(() => refuseThin("full", sqs, queue)).not.toThrow()
})

it("takes a secret and a thin payload of a broker where its config signs, and neither where it does not", () => {
  const unsigned = readConfig(nats, { servers: "broker.example" })
  const signed = readConfig(nats, { servers: "broker.example", sign: { dialect: "hmac", keyId: "shop" } })
  expect(signed.sign).toEqual({ dialect: "hmac", keyId: "shop", timestampHeader: "x-timestamp" })
  expect(refused(() => refuseSecret(nats, "PLANTED long enough", unsigned))).toBe("secret signs nothing: config.sign is left out")
  expect(refused(() => refuseThin("thin", nats, unsigned))).toMatch(/^payload must be full with this config/)
  expect(() => refuseSecret(nats, "PLANTED long enough", signed)).not.toThrow()
  expect(refused(() => refuseSecret(nats, "PLANTED", signed))).toMatch(/^secret must be text of 16 characters or more/)
  expect(() => refuseThin("thin", nats, signed)).not.toThrow()
  expect(shownConfig(nats, signed)).toEqual(signed)
})

it.each(["Authorization", "content-type", "ce-id", "Nats-Msg-Id", "webhook-id", "x-deduplication-header"])(
  "refuses %s as the header of a broker's signed time",
  (timestampHeader) => {
    const sign = { dialect: "hmac", keyId: "shop", timestampHeader }
    expect(refused(() => readConfig(nats, { servers: "broker.example", sign }))).toBe(
      "config.sign.timestampHeader is a header that the plugin sets itself",
    )
  },
)

it("shows a config without what is secret in it", () => {
  expect(shownConfig(sqs, { url: "u", password: "PLANTED", servers: [{ key: "PLANTED" }, { key: "PLANTED" }] })).toEqual({
    url: "u",
    password: "[redacted]",
    servers: [{ key: "[redacted]" }, { key: "[redacted]" }],
  })
  const config = readConfig(http, { url: "https://erp.example/hooks?key=PLANTED", headers: { Authorization: "Bearer PLANTED" } })
  const shown = shownConfig(http, config)
  expect(shown).toMatchObject({ dialect: "standard-webhooks", headers: { authorization: "[hidden]" } })
  expect(JSON.stringify(shown)).not.toContain("PLANTED")
})

it.each([
  ["nats://shop:PLANTED@broker.example:4222", "nats://[redacted]@broker.example:4222"],
  ["shop:PLANTED@broker.example:4222", "[redacted]@broker.example:4222"],
  ["tls://a:PLANTED@one.example,tls://b:PLANTED@two.example", "tls://[redacted]@one.example,tls://[redacted]@two.example"],
])("shows no password of a URL: %s", (given, shown) => {
  expect(shownConfig(nats, { servers: [given], subject: "payments" })).toEqual({ servers: [shown], subject: "payments" })
})

it("hides what has a secret's name, although its kind does not name it", () => {
  expect(shownConfig({ ...sqs, redact: [] }, { queueUrl: "u", apiKey: "PLANTED" } as never)).toEqual({
    queueUrl: "u",
    apiKey: "[redacted]",
  })
})

it("neither begins nor stops signing, and says what to do instead", () => {
  const unsigned = { servers: "nats://127.0.0.1:4222", stream: "S", subject: "s" } as never
  const signed = { ...(unsigned as object), sign: { dialect: "standard-webhooks" } } as never

  expect(refused(() => refuseOtherSigning(nats, unsigned, true))).toMatch(
    /^config cannot stop signing .*make another destination/,
  )
  expect(refused(() => refuseOtherSigning(nats, signed, false))).toMatch(
    /^config cannot begin to sign: .*make another destination/,
  )
  for (const [config, hasSecret] of [
    [unsigned, false],
    [signed, true],
  ] as const) {
    expect(() => refuseOtherSigning(nats, config, hasSecret)).not.toThrow()
  }
})
