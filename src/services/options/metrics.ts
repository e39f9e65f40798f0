import { z } from "@medusajs/framework/zod"

const token = z
  .string()
  .min(16, "must have 16 characters or more: whoever guesses it reads the store's figures")
  .regex(/^[\x21-\x7e]*$/, "must be printable ASCII without blanks, as a header can carry it")

/** Metrics that a monitor may read without a login of the store. */
export const metricsOptions = z
  .strictObject({
    /**
     * The token that a scraper of `GET /payment-notifications/metrics` sends as `Authorization: Bearer …`. Unset: the route
     * answers 404.
     */
    token: token.optional(),
  })
  .prefault({})
