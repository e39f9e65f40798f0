import { z } from "@medusajs/framework/zod"
import { rabbitmqServer } from "../../deliveries/kinds/rabbitmq/config"

/** The options of a consumer of this kind. */
export const config = z.strictObject({
  ...rabbitmqServer,
  /** The queue; it has to exist, with a dead-letter exchange: RabbitMQ drops refused messages of a queue without one. */
  queue: z.string().min(1).max(255),
  /** Most messages in work at once. */
  prefetch: z.number().int().min(1).max(1_000).default(20),
})

export type RabbitmqConsumerConfig = z.output<typeof config>
