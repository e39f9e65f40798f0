import { z } from "@medusajs/framework/zod"
import { signOption } from "../kit/signing"
import type { KafkaClient } from "./client"

/** How Kafka is reached; the way in and the way out use the same. */
export const kafkaServer = {
  /** `() => new Kafka({ brokers, ssl, sasl })`, of `kafkajs` or of Confluent's `KafkaJS` export. */
  client: z.custom<() => KafkaClient | Promise<KafkaClient>>(
    (given) => typeof given === "function",
    "must be a function that makes a client, () => new Kafka({ … }); so destinations and consumers of Kafka are set up in the options",
  ),
}

export const kafkaConfig = z.strictObject({
  ...kafkaServer,
  ...signOption,
  /** The topic; it has to exist. One for all facts, because Kafka keeps an order within a topic's partition only. */
  topic: z.string().regex(/^[A-Za-z0-9._-]{1,249}$/, 'must be 1 to 249 letters, digits, ".", "_" or "-"'),
})

export type KafkaConfig = z.output<typeof kafkaConfig>
