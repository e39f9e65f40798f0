import { z } from "@medusajs/framework/zod"
import { providerOptions } from "../kit/provider-options"

export const medusaOptions = providerOptions({
  /** Id of an installed Medusa payment provider, with or without its `pp_`. */
  paymentProvider: z
    .string("must be the id of a Medusa payment provider, such as pp_stripe_stripe")
    .regex(/^[\w.-]+$/, "must be the id of a Medusa payment provider, such as pp_stripe_stripe")
    .transform((id) => (id.startsWith("pp_") ? id : `pp_${id}`)),
})

export type MedusaOptions = z.output<typeof medusaOptions>
