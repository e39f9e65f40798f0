import { Kafka, logLevel } from "kafkajs"
import type { Sender } from "../../../src/services/deliveries/kind"
import { kafka } from "../../../src/services/deliveries/kinds/kafka"
import { startMockKafka, type MockKafka } from "./support/kafka"
import { many, outgoing } from "./support/messages"
import { insist, openSender, refusalOf, within } from "./support/open-sender"
import { startRefusingKafka } from "./support/refusing-kafka"

jest.setTimeout(120_000)

let mock: MockKafka
let sender: Sender | undefined
const client = (brokers: () => readonly string[]) => () => new Kafka({ brokers: [...brokers()], logLevel: logLevel.NOTHING })
const open = () => (sender = openSender(kafka, { client: client(() => mock.brokers), topic: "payments" }))

beforeAll(async () => {
  mock = await startMockKafka("payments")
})
afterEach(() => sender?.close())
afterAll(() => mock?.stop())

it("keys messages by the payment: one payment stays in one partition", async () => {
  const messages = many(300, (index) => ({ subject: `prec_${index % 10}` }))
  const sending = open()
  await Promise.all(messages.map((message) => sending.send(message, within(20))))

  const received = await mock.received.take(300)
  const partitions = new Map<string, Set<number>>()
  for (const { key, partition } of received) partitions.set(key, (partitions.get(key) ?? new Set()).add(partition))
  expect([...partitions.values()].map(({ size }) => size)).toEqual(Array(10).fill(1))
  expect(new Set(received.map(({ partition }) => partition)).size).toBeGreaterThan(1)
})

it("loses nothing while the cluster hangs for a while, and repeats only with equal ids", async () => {
  const sending = open()
  const messages = many(300)
  const sends = Promise.all(
    messages.map(async (message, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 5))
      await insist(sending, message)
    }),
  )
  await new Promise((resolve) => setTimeout(resolve, 500))
  await mock.freeze()
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  await mock.thaw()
  await sends

  const ids = new Set((await mock.received.take(300)).map(({ headers }) => headers.ce_id))
  expect([...ids].sort()).toEqual(messages.map(({ id }) => id).sort())
})

it("finds the one message of a batch that Kafka never takes", async () => {
  const refusing = await startRefusingKafka()
  sender = openSender(kafka, { client: client(() => [refusing.broker]), topic: "payments" })
  const messages = [outgoing(), outgoing({ body: Buffer.alloc(3_000) }), outgoing()]
  const refusals = await Promise.all(messages.map((message) => refusalOf(sender!, message)))

  expect(refusals).toEqual([undefined, expect.objectContaining({ code: "delivery_rejected", rejection: "final" }), undefined])
  await sender.close()
  await refusing.close()
})

it("takes no client from JSON", () => {
  const { error } = kafka.config.safeParse({ client: "kafka:9092", topic: "payments" })

  expect(error?.issues).toMatchObject([
    { path: ["client"], message: expect.stringContaining("must be a function that makes a client") },
  ])
})
