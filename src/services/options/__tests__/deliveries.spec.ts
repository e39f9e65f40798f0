import { z } from "@medusajs/framework/zod"
import { defineDestinationKind } from "../../deliveries/kind"
import { parseOptions } from ".."

const SECRET = `whsec_${Buffer.alloc(32, "a secret of 32 bytes, not PLANTED").toString("base64")}`
const KEY = Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString("base64")
const erp = { id: "erp", config: { url: "https://erp.example/hook" }, secrets: [SECRET] }

const parse = (deliveries: object, more: object = {}) => parseOptions({ deliveries, ...more }).deliveries
const refusal = (destination: object, more: object = {}): string => {
  try {
    parse({ destinations: [destination], ...more })
  } catch (error) {
    return (error as Error).message.replace("medusa-payment-notifications: option deliveries.destinations[0].", "")
  }
  throw new Error("it was accepted")
}

it("has no destination by default, and knows the plugin's kinds", () => {
  const { destinations, kinds } = parse({})
  expect(destinations).toEqual([])
  expect([...kinds.keys()]).toContain("http")
})

it("fills in a destination's defaults and parses its config by its kind", () => {
  expect(parse({ destinations: [erp], encryptionKeys: [KEY] }).destinations).toEqual([
    {
      id: "erp",
      kind: "http",
      config: { url: "https://erp.example/hook", dialect: "standard-webhooks", headers: {} },
      facts: ["*"],
      accounts: [],
      payload: "full",
      secrets: [SECRET],
      timeoutSeconds: 15,
    },
  ])
})

it.each([
  [{ ...erp, id: "dest_1" }, /^id: must not start with "dest_"/],
  [{ ...erp, id: "no id" }, /^id: /],
  [{ ...erp, kind: "htp" }, /^kind: "htp" is no known kind; use one of http/],
  [{ ...erp, kind: "constructor" }, /^kind: /],
  [{ ...erp, config: { url: "http://erp.example" } }, /^config.url: /],
  [{ ...erp, config: undefined }, /^config.url: /],
  [{ ...erp, facts: ["payment.paid"] }, /^facts\[0\]: must be a fact/],
  [{ ...erp, facts: [] }, /^facts: give at least one/],
  [{ ...erp, accounts: ["strpe"] }, /^accounts: "strpe" is no account/],
  [{ ...erp, secrets: [] }, /^secrets: give at least one secret/],
  [{ ...erp, secrets: [undefined] }, /^secrets\[0\]: must be text; is the environment variable set\?/],
  [{ ...erp, secrets: ["PLANTED"] }, /^secrets\[0\]: /],
  [{ ...erp, timeoutSeconds: 600 }, /^timeoutSeconds: /],
  [{ ...erp, url: "https://erp.example" }, /Unrecognized key/],
])("refuses %j at boot by name", (destination, message) => {
  expect(refusal(destination)).toMatch(message)
  expect(refusal(destination)).not.toContain("PLANTED")
})

it("refuses two destinations of one id", () => {
  expect(() => parse({ destinations: [erp, erp] })).toThrow('deliveries.destinations[1].id: "erp" is used twice')
})

it("asks for secrets of a broker where its config signs, and refuses them where it does not", () => {
  const broker = { id: "shop", kind: "nats", config: { servers: "broker.example", sign: { dialect: "standard-webhooks" } } }
  expect(parse({ destinations: [{ ...broker, secrets: [SECRET], payload: "thin" }] }).destinations).toHaveLength(1)
  expect(refusal(broker)).toMatch(/^secrets: give at least one secret/)
  expect(refusal({ ...broker, secrets: ["a secret of hmac, which is text"] })).toMatch(/^secrets\[0\]: must start with "whsec_"/)
  const unsigned = { ...broker, config: { servers: "broker.example" } }
  expect(parse({ destinations: [unsigned] }).destinations).toHaveLength(1)
  expect(refusal({ ...unsigned, secrets: [SECRET] })).toBe("secrets[0]: signs nothing: config.sign is left out")
  expect(refusal({ ...unsigned, payload: "thin" })).toMatch(/^payload: must be "full"/)
  expect(refusal({ ...broker, config: { servers: "broker.example", sign: { dialect: "acp" } } })).toMatch(
    /^config\.sign\.dialect: /,
  )
})

const queue = defineDestinationKind({
  id: "sqs",
  about: { name: "SQS", confirms: "SendMessage", repeats: "id" },
  config: z.strictObject({ queue: z.string() }),
  redact: [],
  signs: false,
  atOnce: 10,
  open: () => ({ send: async () => ({}), close: async () => {} }),
})

it("takes kinds of the store's own, and refuses what is none", () => {
  const destination = { id: "erp", kind: "sqs", config: { queue: "facts" } }
  expect(parse({ kinds: [queue], destinations: [destination] }).kinds.get("sqs")).toBe(queue)
  expect(() => parse({ kinds: [{ ...queue, id: "http" }] })).toThrow('deliveries.kinds[0].id: "http" is taken')
  expect(() => parse({ kinds: [{ ...queue, open: undefined }] })).toThrow("deliveries.kinds[0]: must be a kind of destination")
  expect(refusal({ ...destination, secrets: [SECRET] }, { kinds: [queue] })).toMatch(/^secrets: must be left out/)
  expect(refusal({ ...destination, payload: "thin" }, { kinds: [queue] })).toMatch(/^payload: must be "full"/)
})
