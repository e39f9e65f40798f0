import { parseOptions } from "../index"

const accounts = [
  { id: "erp", provider: "hmac", options: { keys: [{ id: "erp", secrets: ["s"] }], timestamp: { header: "x-timestamp" } } },
  { id: "loop", provider: "standard-webhooks", options: { secrets: [`whsec_${Buffer.alloc(32).toString("base64")}`] } },
  { id: "stripe", provider: "stripe", options: { signingSecrets: ["whsec_1"] } },
]
const consumer = { id: "news", kind: "rabbitmq", account: "erp", config: { url: "amqp://127.0.0.1", queue: "news" } }
const parse = (...consumers: object[]) => parseOptions({ accounts, consumers }).consumers

it("fills in how many messages are in work at once, and how old they may be", () => {
  const [parsed] = parse(consumer)

  expect(parsed).toMatchObject({ id: "news", config: { url: ["amqp://127.0.0.1"], queue: "news", prefetch: 20 } })
  expect(parsed!.account.options).toMatchObject({ timestamp: { header: "x-timestamp", toleranceSeconds: 604_800 } })
})

it("lets a queue's messages be older than calls of the same account", () => {
  const options = parseOptions({ accounts, consumers: [{ ...consumer, account: "loop", maxAgeSeconds: 3_600 }] })

  expect(options.consumers[0]!.account.options).toMatchObject({ toleranceSeconds: 3_600 })
  expect(options.accounts.find(({ id }) => id === "loop")!.options).toMatchObject({ toleranceSeconds: 300 })
})

it.each([
  ["an id twice", [consumer, consumer], /consumers\[1\]\.id: "news" is used twice/],
  [
    "an unknown kind",
    [{ ...consumer, kind: "sqs" }],
    /consumers\[0\]\.kind: "sqs" is not a known kind; use one of rabbitmq, kafka, nats/,
  ],
  ["an unknown account", [{ ...consumer, account: "shop" }], /consumers\[0\]\.account: "shop" is no account/],
  [
    "a provider that signs its own way",
    [{ ...consumer, account: "stripe" }],
    /consumers\[0\]\.account: "stripe" is of provider stripe/,
  ],
  ["a config without its queue", [{ ...consumer, config: { url: "amqp://a" } }], /consumers\[0\]\.config\.queue/],
  ["a URL of another protocol", [{ ...consumer, config: { url: "http://a", queue: "q" } }], /consumers\[0\]\.config\.url/],
  [
    "a client of Kafka in words",
    [{ ...consumer, kind: "kafka", config: { client: "a:9092", topic: "t", groupId: "g" } }],
    /must be a function/,
  ],
])("refuses %s by name", (_what, consumers, message) => {
  expect(() => parse(...consumers)).toThrow(message)
})
