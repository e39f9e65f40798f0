import { connect } from "amqplib"
import { randomUUID } from "node:crypto"
import { batchesOf, type BenchBroker } from "./broker"

const URL = process.env.TEST_RABBITMQ_URL ?? "amqp://guest:guest@127.0.0.1:5672"

/** The RabbitMQ of this machine: a durable queue, persistent messages, publisher confirms. */
export async function openRabbitmq(): Promise<BenchBroker> {
  const model = await connect(URL)
  const channel = await model.createConfirmChannel()
  const { queue } = await channel.assertQueue(`payment-notifications-bench-${randomUUID()}`, { durable: true })
  const properties = () => ({ persistent: true, mandatory: true, messageId: randomUUID(), contentType: "application/json" })
  return {
    name: "RabbitMQ",
    destination: { kind: "rabbitmq", config: { url: URL, exchange: "", routingKey: queue } },
    async oneByOne(bodies) {
      for (const body of bodies) {
        channel.publish("", queue, body, properties())
        await channel.waitForConfirms()
      }
    },
    async batched(bodies) {
      for (const batch of batchesOf(bodies)) {
        for (const body of batch) channel.publish("", queue, body, properties())
        await channel.waitForConfirms()
      }
    },
    empty: async () => void (await channel.purgeQueue(queue)),
    async close() {
      await channel.deleteQueue(queue)
      await model.close()
    },
  }
}
