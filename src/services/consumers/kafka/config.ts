import { z } from "@medusajs/framework/zod"
import { kafkaServer } from "../../deliveries/kinds/kafka/config"

/** The options of a consumer of this kind. */
export const config = z.strictObject({
  ...kafkaServer,
  topic: z.string().min(1),
  /** The consumer group. Its offsets are committed after ours, so that nothing is lost between. */
  groupId: z.string().min(1),
  /** Topic that refused messages are copied to. Without it they stay in the topic only, and the log says at which offset. */
  deadLetterTopic: z.string().min(1).optional(),
})

export type KafkaConsumerConfig = z.output<typeof config>
