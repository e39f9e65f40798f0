import { Kafka, logLevel } from "kafkajs"
import { kafka as kind } from "../../../../src/services/deliveries/kinds/kafka"
import { startMockKafka } from "../support/kafka"
import { startRefusingKafka } from "../support/refusing-kafka"
import type { KindHarness } from "./harness"

export const kafka: KindHarness = {
  kind,
  attribute: (name) => `ce_${name}`,
  async open() {
    const mock = await startMockKafka("payments")
    const refusing = await startRefusingKafka()
    const client = (brokers: () => readonly string[]) => () =>
      new Kafka({ brokers: [...brokers()], logLevel: logLevel.NOTHING, connectionTimeout: 1_000, retry: { retries: 1 } })
    return {
      config: kind.config.parse({ client: client(() => mock.brokers), topic: "payments" }),
      refused: {
        config: kind.config.parse({ client: client(() => [refusing.broker]), topic: "missing" }),
        says: /no topic "missing"/,
      },
      async received(count) {
        const messages = await mock.received.take(count)
        return messages.map(({ key, headers, body }) => ({ id: headers.ce_id ?? "", key, headers, body }))
      },
      stop: () => mock.stop(),
      start: () => mock.start(),
      hang: () => mock.freeze(),
      resume: () => mock.thaw(),
      async close() {
        await mock.stop()
        await refusing.close()
      },
    }
  },
}
