import { z } from "@medusajs/framework/zod"

const pem = z.string().min(1)

/** TLS as Node.js takes it: PEM texts, so that they can come from an environment variable or the admin API. */
export const tlsOptions = z.strictObject({
  /** Certificates that are trusted instead of the system's. */
  ca: z.union([pem, z.array(pem)]).optional(),
  /** Our own certificate and its key, for brokers that ask for one. */
  cert: pem.optional(),
  key: pem.optional(),
  passphrase: z.string().optional(),
  /** The name that the broker's certificate must carry, where it is not the host of the URL. */
  servername: z.string().optional(),
})

export type TlsOptions = z.output<typeof tlsOptions>
