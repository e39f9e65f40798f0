import { z } from "@medusajs/framework/zod"
import { natsServer } from "../../deliveries/kinds/nats/config"

/** The options of a consumer of this kind. */
export const config = z.strictObject({
  ...natsServer,
  stream: z.string().min(1),
  /** Name of the stream's durable pull consumer, with explicit acknowledgements; it has to exist. */
  consumer: z.string().min(1),
  /** Most messages in work at once. */
  prefetch: z.number().int().min(1).max(1_000).default(20),
  /** Subject, stored by another stream, that refused messages are copied to before they are terminated. */
  deadLetterSubject: z.string().min(1).optional(),
})

export type NatsConsumerConfig = z.output<typeof config>
