import { z } from "@medusajs/framework/zod"

const LAST_SECOND_OF_9999 = 253_402_300_799

/** Unix seconds in an answer of the API. */
export const unixTime = z.int().min(0).max(LAST_SECOND_OF_9999)

/** Stripe's own smallest units in an answer of the API. */
export const units = z.int().min(0)
