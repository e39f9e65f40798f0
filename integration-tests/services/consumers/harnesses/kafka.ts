import { Kafka, logLevel } from "kafkajs"
import { startMockKafka } from "../../deliveries/support/kafka"
import type { SourceHarness } from "./harness"

export const kafka: SourceHarness = {
  kind: "kafka",
  async start() {
    const mock = await startMockKafka("dead")
    const client = new Kafka({ brokers: [...mock.brokers], logLevel: logLevel.NOTHING })
    const producer = client.producer({ allowAutoTopicCreation: true })
    await producer.connect()
    const groupId = "shop"
    const config = { topic: "news", groupId, deadLetterTopic: "dead" }
    return {
      config: { ...config, client: () => client },
      portable: { ...config, brokers: mock.brokers },
      destination: { client: () => client, topic: "news" },
      portableDestination: { brokers: mock.brokers, topic: "news" },
      publish: async (headers, value) => {
        await producer.send({ topic: "news", messages: [{ key: "prec_1", value, headers }] })
      },
      refused: async (count) => (await mock.received.take(count)).map(({ body }) => body),
      async open() {
        const admin = client.admin()
        await admin.connect()
        const [ends, [committed]] = await Promise.all([
          admin.fetchTopicOffsets("news"),
          admin.fetchOffsets({ groupId, topics: ["news"] }),
        ])
        await admin.disconnect()
        const at = new Map(committed!.partitions.map(({ partition, offset }) => [partition, Math.max(0, Number(offset))]))
        return ends.reduce((sum, { partition, high }) => sum + Number(high) - (at.get(partition) ?? 0), 0)
      },
      async interrupt() {
        await mock.freeze()
        await new Promise((resolve) => setTimeout(resolve, 1_000))
        await mock.thaw()
      },
      async close() {
        await producer.disconnect()
        await mock.stop()
      },
    }
  },
}
