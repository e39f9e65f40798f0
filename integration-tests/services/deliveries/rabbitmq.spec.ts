import { poll } from "../../../scripts/lib/poll"
import type { Sender } from "../../../src/services/deliveries/kind"
import { rabbitmq } from "../../../src/services/deliveries/kinds/rabbitmq"
import { DeliveryRejectedError } from "../../../src/services/domain/delivery-rejected-error"
import { receive } from "./harnesses/rabbitmq"
import { many, outgoing } from "./support/messages"
import { insist, openSender, refusalOf, within } from "./support/open-sender"
import { openPlace, RABBITMQ_URL as url, type Place } from "./support/rabbitmq"
import { run } from "./support/run"

jest.setTimeout(180_000)

let place: Place
let sender: Sender | undefined
const open = (config: object = {}) => (sender = openSender(rabbitmq, { url, exchange: place.exchange, ...config }))

beforeEach(async () => {
  place = await openPlace()
})
afterEach(async () => {
  await sender?.close()
  await place.close()
})

it("publishes durable messages, with the fact's id and name where AMQP has a place for them", async () => {
  const message = outgoing({ fact: "dispute.opened" })
  await open().send(message, within(10))

  const received = await place.channel.get(place.queue, { noAck: true })
  expect(received).toMatchObject({
    fields: { routingKey: "dispute.opened" },
    properties: {
      deliveryMode: 2,
      messageId: message.id,
      type: "dispute.opened",
      contentType: "application/json",
      timestamp: Math.floor(message.recordedAt.getTime() / 1_000),
      headers: { "x-deduplication-header": message.id },
    },
  })
})

it("publishes with the routing key of the options, also to the default exchange", async () => {
  await open({ exchange: "", routingKey: place.queue }).send(outgoing(), within(10))

  expect(await receive(place.queue, 1)).toHaveLength(1)
})

it("rejects exactly the messages that no queue is bound for, beside others that are confirmed", async () => {
  await place.channel.unbindQueue(place.queue, place.exchange, "#")
  await place.channel.bindQueue(place.queue, place.exchange, "payment.*")
  const sending = open()
  const messages = many(400, (index) => ({ fact: index % 2 ? "payment.captured" : "refund.succeeded" }))
  const sends = await Promise.allSettled(messages.map((message) => sending.send(message, within(20))))

  for (const [index, send] of sends.entries()) {
    if (index % 2) expect(send.status).toBe("fulfilled")
    else expect(send).toMatchObject({ reason: { message: expect.stringMatching(/no queue is bound.*refund\.succeeded/) } })
  }
  expect(await receive(place.queue, 200)).toHaveLength(200)
})

it("rejects a message that is unroutable each time, although its id is on its way twice", async () => {
  await place.channel.unbindQueue(place.queue, place.exchange, "#")
  const sending = open()
  const message = outgoing()

  for (const refusal of await Promise.all([message, message].map((twice) => refusalOf(sending, twice))))
    expect(refusal).toBeInstanceOf(DeliveryRejectedError)
})

it("rejects what a full queue does not take", async () => {
  const full = await openPlace({ "x-max-length": 1, "x-overflow": "reject-publish" })
  const sending = open({ exchange: full.exchange })
  await sending.send(outgoing(), within(10))

  expect(await refusalOf(sending, outgoing())).toMatchObject({
    code: "delivery_rejected",
    rejection: "retry",
    message: expect.stringMatching(/nack/),
  })
  await full.close()
})

it("names an exchange that is missing, and publishes as soon as it is there", async () => {
  const exchange = `${place.exchange}.later`
  const sending = open({ exchange })
  const refusal = await refusalOf(sending, outgoing())
  expect(refusal).toBeInstanceOf(DeliveryRejectedError)
  expect(refusal).toMatchObject({ message: expect.stringContaining(`no exchange "${exchange}"`), rejection: "retry" })

  await place.channel.assertExchange(exchange, "fanout", { autoDelete: true })
  await place.channel.bindQueue(place.queue, exchange, "")
  await sending.send(outgoing(), within(10))
  expect(await receive(place.queue, 1)).toHaveLength(1)
})

it("rejects every message of the moment when the exchange is deleted, and publishes again when it is back", async () => {
  const sending = open()
  await sending.send(outgoing(), within(10))
  await place.channel.deleteExchange(place.exchange)
  for (const refusal of await Promise.all(many(20).map((message) => refusalOf(sending, message))))
    expect(refusal).toMatchObject({ code: "delivery_rejected", message: expect.stringContaining(place.exchange) })

  await place.channel.assertExchange(place.exchange, "topic")
  await place.channel.bindQueue(place.queue, place.exchange, "#")
  await insist(sending, outgoing())
})

it("loses nothing while connections are closed under it", async () => {
  const faults: unknown[] = []
  sender = openSender(rabbitmq, { url, exchange: place.exchange }, (error) => faults.push(error))
  const messages = many(1_500)
  const sending = Promise.all(
    messages.map(async (message, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 2))
      await insist(sender!, message)
    }),
  )
  for (let times = 0; times < 3; times++) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    await run("rabbitmqctl", "close_all_connections", "a test")
  }
  await sending

  expect(faults.length).toBeGreaterThan(0)
  const ids = new Set((await receive(place.queue, 1_500)).map(({ id }) => id))
  expect([...ids].sort()).toEqual(messages.map(({ id }) => id).sort())
})

describe("under a memory alarm", () => {
  afterEach(() => run("rabbitmqctl", "set_vm_memory_high_watermark", "0.4"))

  it("refuses with a clear error what the broker would not read, and goes on afterwards", async () => {
    const sending = open()
    await sending.send(outgoing(), within(10))
    await run("rabbitmqctl", "set_vm_memory_high_watermark", "0.00001")
    // RabbitMQ says that a connection is blocked after it has published once more.
    const unread = outgoing()
    expect(await refusalOf(sending, unread, 2)).toBeInstanceOf(Error)
    const refusals = await Promise.all(many(200).map((message) => refusalOf(sending, message, 2)))
    for (const refusal of refusals)
      expect(refusal).toMatchObject({ code: "delivery_rejected", message: expect.stringMatching(/until its alarm is over/) })

    await run("rabbitmqctl", "set_vm_memory_high_watermark", "0.4")
    await insist(sending, unread)
    await poll("the message that waited", async () => (await receive(place.queue, 1)).some(({ id }) => id === unread.id))
  })
})

it("goes on with the next node of a cluster where one is gone", async () => {
  await open({ url: ["amqp://127.0.0.1:1", url] }).send(outgoing(), within(10))

  expect(await receive(place.queue, 1)).toHaveLength(1)
})
