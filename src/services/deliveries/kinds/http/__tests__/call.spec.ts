import { z } from "@medusajs/framework/zod"
import { createHttpKind } from ".."
import { httpKindOptions } from "../options"
import { message, open, Receiver, soon } from "./receiver"

const receiver = new Receiver()
beforeAll(() => receiver.start())
afterAll(() => receiver.stop())

const options = (given: object = {}) => z.object(httpKindOptions).parse(given)
const kind = createHttpKind(options({ allowedHosts: ["127.0.0.1:9300"], ports: [443, 8443] }))
const why = (config: object) =>
  kind.config.safeParse(config).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)

it("posts the bytes as given, with CloudEvents' attributes as headers", async () => {
  const attributes = { ...message().attributes, source: '/accounts/"ä%1 b"', subject: "prec_1" }
  const body = Buffer.from('{ "title": "Käse 🧀" }\n')
  await open({ config: { url: `http://${receiver.host}/a/../b?c=d#e` }, allowedHosts: [receiver.host] }).send(
    message({ attributes, body }),
    soon(),
  )

  const { method, url, headers, body: received } = receiver.last
  expect([method, url, received.equals(body)]).toEqual(["POST", "/b?c=d", true])
  expect(headers).toMatchObject({
    "content-type": "application/json",
    "content-length": String(body.length),
    "user-agent": expect.stringMatching(/^medusa-payment-notifications \(\+https:/),
    "ce-specversion": "1.0",
    "ce-id": "ptrn_1",
    "ce-type": "payment_notification.payment.captured",
    "ce-source": "/accounts/%22%C3%A4%251%20b%22",
    "ce-sequence": "3",
  })
  expect(headers).not.toHaveProperty("ce-datacontenttype")
})

describe("config", () => {
  it("takes a public https URL on an allowed port, and allowed hosts as they are", () => {
    for (const url of ["https://erp.example/hook", "https://erp.example:8443/hook?key=1", "http://127.0.0.1:9300/"]) {
      expect(kind.config.parse({ url })).toEqual({ url, headers: {}, dialect: "standard-webhooks" })
    }
  })

  it("returns the same when it parses what it returned", () => {
    const once = kind.config.parse({
      url: "https://erp.example/",
      dialect: "hmac",
      keyId: "a",
      timestampHeader: "X-Time",
      headers: { "X-A": "1" },
    })
    expect(kind.config.parse(JSON.parse(JSON.stringify(once)))).toEqual(once)
  })

  it.each<[string, object, string]>([
    ["no URL", {}, "url: must be text; is the environment variable set?"],
    ["plain http", { url: "http://erp.example/" }, "url: cannot be called: it is not an https:// URL"],
    ["another port", { url: "https://erp.example:22/" }, "url: cannot be called: its port 22 is not 443 or 8443"],
    ["a private address", { url: "https://10.0.0.1/" }, "url: cannot be called: its host 10.0.0.1 is not public"],
    ["a password in the URL", { url: "https://a:b@erp.example/" }, "url: cannot be called: it carries a user name or password"],
    [
      "a header of ours",
      { url: "https://erp.example/", headers: { Host: "a" } },
      "headers.Host: is a header that the plugin sets itself",
    ],
    [
      "a header of the signature",
      { url: "https://erp.example/", headers: { "Webhook-Id": "a" } },
      "headers.Webhook-Id: is a header that the plugin sets itself",
    ],
    [
      "a second line",
      { url: "https://erp.example/", headers: { a: "b\r\nc: d" } },
      "headers.a: must be 1 to 4,096 visible ASCII characters",
    ],
    ["an unknown dialect", { url: "https://erp.example/", dialect: "svix" }, "dialect: Invalid input"],
    ["an hmac key's options for another dialect", { url: "https://erp.example/", keyId: "a" }, ': Unrecognized key: "keyId"'],
    [
      "the header that hmac signs",
      { url: "https://erp.example/", dialect: "hmac", keyId: "a", headers: { authorization: "b" } },
      "headers.authorization: is signed by hmac",
    ],
    [
      "a timestamp in a header of ours",
      { url: "https://erp.example/", dialect: "hmac", keyId: "a", timestampHeader: "Content-Type" },
      "timestampHeader: is a header that the plugin sets itself",
    ],
  ])("refuses %s", (_what, config, issue) => expect(why(config)).toEqual([issue]))

  it("is shown without the values of headers and of the query", () => {
    const config = kind.config.parse({
      url: "https://erp.example/hook?key=PLANTED&key=PLANTED2",
      headers: { "X-Key": "PLANTED" },
    })
    const shown = kind.show?.(config)
    expect(shown).toEqual({
      url: "https://erp.example/hook?key=hidden",
      headers: { "x-key": "[hidden]" },
      dialect: "standard-webhooks",
    })
  })

  it("never repeats a header's value in an error", () => {
    expect(
      JSON.stringify(kind.config.safeParse({ url: "https://erp.example/", headers: { a: "PLANTED\n" } }).error),
    ).not.toContain("PLANTED")
  })
})

describe("secrets", () => {
  const standard = kind.config.parse({ url: "https://erp.example/" })
  const hmac = kind.config.parse({ url: "https://erp.example/", dialect: "hmac", keyId: "a" })

  it("are made in the dialect's spelling, and accepted by it", () => {
    for (const [config, spelling] of [
      [standard, /^whsec_/],
      [hmac, /^[\w-]{43}$/],
    ] as const) {
      const { secret = "" } = kind.makeSecret?.(config) ?? {}
      expect([secret, kind.refuseSecret?.(secret, config)]).toEqual([expect.stringMatching(spelling), undefined])
    }
  })

  it.each([
    ["no prefix", standard, "PLANTED secret", "must start with"],
    ["a public key", standard, `whpk_${Buffer.alloc(32).toString("base64")}`, "must start with"],
    ["no base64", standard, "whsec_PLANTED!", "is not base64"],
    ["too few bytes", standard, `whsec_${Buffer.alloc(23).toString("base64")}`, "is too short"],
    ["half a key", standard, `whsk_${Buffer.alloc(16).toString("base64")}`, "must hold 32 or 64 bytes"],
    ["white space", hmac, "a secret of the documents\n", "without white space"],
    ["too few characters", hmac, "PLANTED", "16 characters or more"],
  ])("are refused with %s, without repeating them", (_what, config, secret, reason) => {
    expect(kind.refuseSecret?.(secret, config)).toContain(reason)
    expect(kind.refuseSecret?.(secret, config)).not.toContain("PLANTED")
  })
})

it.each([
  [{ proxy: "proxy.internal:3128" }, "must be an http:// or https:// URL of a proxy"],
  [{ proxy: "http://proxy.internal/path" }, "must be an http:// or https:// URL of a proxy"],
  [{ proxy: "socks5://proxy.internal" }, "must be an http:// or https:// URL of a proxy"],
  [{ ports: [] }, "give at least one port"],
  [{ ports: [0] }, "must be a port"],
  [{ allowedHosts: ["https://erp.internal"] }, "must be a host or host:port"],
])("refuses the option %j", (given, reason) => {
  expect(z.object(httpKindOptions).safeParse(given).error?.issues[0]?.message).toContain(reason)
})
