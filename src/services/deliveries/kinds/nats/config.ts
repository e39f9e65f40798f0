import { z } from "@medusajs/framework/zod"
import { signOption } from "../kit/signing"

const server = z.string().regex(/^((nats|tls):\/\/)?[^\s/]+$/, "must be host:port, nats://host:port or tls://host:port")
const text = z.string().min(1)

/** How NATS is reached; the way in and the way out use the same. */
export const natsServer = {
  /** `nats://host:4222`, or a list of a cluster's servers. */
  servers: z.union([server, z.array(server).min(1)]),
  user: text.optional(),
  password: text.optional(),
  token: text.optional(),
  /** The text of a `.creds` file: a JWT with its seed. */
  credentials: text.optional(),
  /** PEM texts. Even an empty `{}` demands TLS; without it TLS is used where the server offers it. */
  tls: z.strictObject({ ca: text.optional(), cert: text.optional(), key: text.optional() }).optional(),
}

export const natsConfig = z.strictObject({
  ...natsServer,
  ...signOption,
  /** Subject of every message. Default: `payments.` and the fact, such as `payments.payment.captured`. */
  subject: z
    .string()
    .regex(/^[^\s.*>]+(\.[^\s.*>]+)*$/, "must be a subject without spaces and wildcards")
    .optional(),
  /** The stream that has to store the messages: a wrong binding is refused instead of stored elsewhere. */
  stream: text.optional(),
})

export type NatsServer = z.output<z.ZodObject<typeof natsServer>>
export type NatsConfig = z.output<typeof natsConfig>
