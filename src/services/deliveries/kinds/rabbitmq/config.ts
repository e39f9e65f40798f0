import { z } from "@medusajs/framework/zod"
import { signOption } from "../kit/signing"
import { tlsOptions } from "../kit/tls-options"

const url = z
  .string()
  .refine(
    (text) => /^amqps?:\/\/[^/]/.test(text) && URL.canParse(text),
    "must be a URL like amqps://user:password@host:5671/vhost",
  )

/** How RabbitMQ is reached; the way in and the way out use the same. */
export const rabbitmqServer = {
  /** `amqps://user:password@host:5671/vhost`, or a list of a cluster's nodes, tried in this order. */
  url: z.union([url, z.array(url).min(1)]).transform((given) => [given].flat()),
  tls: tlsOptions.optional(),
  /** Seconds after which a connection without a sign of life counts as lost (at most twice as many). */
  heartbeatSeconds: z.number().int().min(1).max(300).default(15),
}

export const rabbitmqConfig = z.strictObject({
  ...rabbitmqServer,
  ...signOption,
  /** The exchange that messages are published to; it has to exist. `""` is the default exchange, whose routing keys are names of queues. */
  exchange: z.string(),
  /** Routing key of every message. Default: the fact, such as `payment.captured`. */
  routingKey: z.string().max(255).optional(),
})

export type RabbitmqServer = z.output<z.ZodObject<typeof rabbitmqServer>>
export type RabbitmqConfig = z.output<typeof rabbitmqConfig>
