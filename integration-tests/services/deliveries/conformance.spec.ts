import { getEventListeners } from "node:events"
import { setTimeout as pause } from "node:timers/promises"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { poll } from "../../../scripts/lib/poll"
import type { OutgoingMessage, Sender } from "../../../src/services/deliveries/kind"
import { DeliveryRejectedError } from "../../../src/services/domain/delivery-rejected-error"
import type { Broker, Received } from "./harnesses/harness"
import { httpHarness } from "./harnesses/http"
import { kafka } from "./harnesses/kafka"
import { nats } from "./harnesses/nats"
import { rabbitmq } from "./harnesses/rabbitmq"
import { many, outgoing } from "./support/messages"

jest.setTimeout(180_000)

/** A message's time, as the queue of deliveries gives it to a sender. */
const within = (seconds: number): AbortSignal => AbortSignal.timeout(seconds * 1_000)

/** Every kind of destination on its real broker. A rejection that nobody heard would fail the test in which it came up. */
describe.each([httpHarness, rabbitmq, nats, kafka].map((harness) => [harness.kind.id, harness] as const))(
  "%s",
  (_id, harness) => {
    let broker: Broker
    const senders: Sender[] = []
    const faults: unknown[] = []

    const open = (config: unknown = broker.config): Sender => {
      const context = { destination: { id: "dest_1" }, config, secrets: harness.secrets ?? [], now: () => new Date() }
      const sender = harness.kind.open({ ...context, onFault: (error) => faults.push(error) })
      senders.push(sender)
      return sender
    }

    /** As the queue does: again until it is confirmed. */
    const insist = (sender: Sender, message: OutgoingMessage) =>
      poll("a confirmation", () => sender.send(message, within(2)).catch(() => undefined), { timeoutMs: 60_000 })

    beforeAll(async () => {
      broker = await harness.open()
    })
    afterEach(async () => {
      await broker.resume()
      await Promise.all(senders.splice(0).map((sender) => sender.close()))
    })
    afterAll(() => broker?.close())

    it("confirms a message that arrives with its id, its attributes and the very bytes of its body", async () => {
      const message = outgoing({ fact: "refund.succeeded", body: Buffer.from([0, 10, 13, 255, 254, 1, 34, 92]) })
      await open().send(message, within(15))

      const [received, ...more] = await broker.received(1)
      expect(more).toEqual([])
      expect(received!.id).toBe(message.id)
      expect(received!.body).toEqual(message.body)
      const { datacontenttype, ...attributes } = message.attributes
      expect(received!.headers).toMatchObject({
        "content-type": datacontenttype,
        ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [harness.attribute(name), value])),
      })
      if (received!.key !== undefined) expect(received!.key).toBe(message.subject)
    })

    it("confirms each of a thousand messages at once, and each arrives once", async () => {
      const sender = open()
      const messages = many(1_000, (index) => ({ subject: `prec_${index}` }))
      const signals = messages.map(() => within(30))
      await Promise.all(messages.map((message, index) => sender.send(message, signals[index]!)))

      expect(ids(await broker.received(1_000)).sort()).toEqual(messages.map(({ id }) => id).sort())
      expect(signals.flatMap((signal) => getEventListeners(signal, "abort"))).toEqual([])
      expect(faults).toEqual([])
    })

    if (harness.keepsOrder !== false)
      it("keeps the order of a payment's messages that are sent at once", async () => {
        const sender = open()
        const messages = many(600, (index) => ({ subject: `prec_${index % 3}`, sequence: index }))
        await Promise.all(messages.map((message) => sender.send(message, within(30))))

        const received = await broker.received(600)
        for (const subject of ["prec_0", "prec_1", "prec_2"]) {
          const own = received.filter(({ headers }) => headers[harness.attribute("subject")] === subject)
          expect(ids(own)).toEqual(messages.filter((message) => message.subject === subject).map(({ id }) => id))
        }
      })

    it("rejects what the broker refuses, and says why", async () => {
      const sender = open(broker.refused.config)
      const refusals = await Promise.all(
        many(3).map((message) => sender.send(message, within(30)).catch((error: unknown) => error)),
      )

      for (const refusal of refusals) {
        expect(refusal).toBeInstanceOf(DeliveryRejectedError)
        expect(refusal).toMatchObject({ message: expect.stringMatching(broker.refused.says), rejection: "retry" })
      }
    })

    it("rejects with an aborted signal", async () => {
      const reason = new Error("the time is over")
      const signal = AbortSignal.abort(reason)

      await expect(open().send(outgoing(), signal)).rejects.toMatchObject({ cause: reason })
      expect(getEventListeners(signal, "abort")).toEqual([])
    })

    it("closes after the messages on their way are confirmed, and takes no more", async () => {
      const sender = open()
      const messages = many(200)
      const sends = Promise.allSettled(messages.map((message) => sender.send(message, within(30))))
      await sender.close()

      expect((await sends).map(({ status }) => status)).toEqual(Array(200).fill("fulfilled"))
      expect(ids(await broker.received(200)).sort()).toEqual(messages.map(({ id }) => id).sort())
      await expect(sender.send(outgoing(), within(5))).rejects.not.toBeInstanceOf(DeliveryRejectedError)
    })

    it("rejects in time while the broker hangs, holds no more memory for it, and recovers", async () => {
      const sender = open()
      await insist(sender, outgoing())
      await broker.hang()
      const before = heldBytes()
      for (let round = 0; round < 40; round++) {
        const messages = many(harness.kind.atOnce, () => ({ body: Buffer.alloc(20_000, "x") }))
        const sends = await Promise.allSettled(messages.map((message) => sender.send(message, AbortSignal.timeout(200))))
        expect(sends.filter(({ status }) => status === "fulfilled")).toEqual([])
      }
      // 400 MB were given to it. One connection may hold what is on its way at once, which is 10 MB.
      expect((heldBytes() - before) / 1e6).toBeLessThan(100)
      await broker.resume()

      // The mock of Kafka still takes in the bytes of the hung connection, and forgets others for them.
      const arrives = async () => {
        const message = outgoing()
        await insist(sender, message)
        return ids(await broker.received(1).catch(() => [])).includes(message.id)
      }
      await poll("a message afterwards", arrives, { timeoutMs: 90_000 })
    })

    it("rejects in time while the broker is gone, and recovers", async () => {
      const sender = open()
      await insist(sender, outgoing())
      await broker.received(1)
      await broker.stop()
      const lost = outgoing()
      await expect(sender.send(lost, within(5))).rejects.not.toBeInstanceOf(DeliveryRejectedError)
      await expect(sender.send(lost, within(5))).rejects.toThrow()
      await broker.start()

      await insist(sender, lost)
      expect(ids(await broker.received(1))).toContain(lost.id)
    })

    it("closes while the broker hangs", async () => {
      const sender = open()
      await insist(sender, outgoing())
      await broker.hang()
      const send = sender.send(outgoing(), within(1)).catch((error: Error) => error)
      await sender.close()
      await broker.resume()

      expect(await send).toBeInstanceOf(Error)
      await pause(100)
    })
  },
)

const ids = (received: readonly Received[]): string[] => received.map(({ id }) => id)

/** Bytes in use after a collection, those of buffers included. */
function heldBytes(): number {
  setFlagsFromString("--expose-gc")
  const collect = runInNewContext("gc") as () => void
  collect()
  // Buffers are counted in `external`.
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
