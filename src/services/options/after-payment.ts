import { z } from "@medusajs/framework/zod"
import { DISPUTE_STATES, REFUND_STATES } from "../domain/facts"
import { PAYMENT_STATES } from "../domain/states"

/** A decimal in major units, as the dashboard shows it: 5, "5", "4.50". */
const decimal = z
  .union([z.number(), z.string()])
  .transform(String)
  .refine((text) => /^\d+(\.\d+)?$/.test(text) && /[1-9]/.test(text), 'must be a decimal above zero, such as "4.50"')

const currencyCode = z
  .string()
  .regex(/^[A-Za-z]{3}$/, "must be an ISO 4217 code")
  .transform((code) => code.toLowerCase())

const promotion = z
  .strictObject({
    /** `percentage`: off the items of an order. `fixed`: a sum in `currencyCode`. */
    type: z.enum(["percentage", "fixed"]),
    /** 10 for 10 %, or a sum in major units: 5 or "4.50". */
    value: decimal,
    /** Only orders in this currency are rewarded, and the coupon works in it alone. Required for sums. */
    currencyCode: currencyCode.optional(),
    /** Days after which the coupon ends. Unset: it does not. */
    expiresInDays: z.number().int().min(1).max(3650).optional(),
    /** The beginning of each code, before a random part that nobody can guess. */
    codePrefix: z
      .string()
      .regex(/^[A-Z0-9][A-Z0-9-]{0,19}$/, 'must be 1 to 20 capital letters, digits or "-"')
      .default("THANKS-"),
    /** Smallest sum of items, in major units of `currencyCode`, that the coupon can be used on. */
    minimumAmount: decimal.optional(),
  })
  .refine(({ type, value }) => type === "fixed" || Number(value) <= 100, { path: ["value"], message: "must be 100 or less" })
  .refine(({ type, minimumAmount, currencyCode }) => currencyCode || (type === "percentage" && !minimumAmount), {
    path: ["currencyCode"],
    message: "is required with a fixed value and with minimumAmount",
  })

const facts = [
  ...PAYMENT_STATES.map((state) => `payment.${state}` as const),
  ...REFUND_STATES.map((state) => `refund.${state}` as const),
  ...DISPUTE_STATES.map((state) => `dispute.${state}` as const),
] as const

const customerGroup = z
  .strictObject({
    /** The group, by its id or by its name. It has to exist. */
    id: z.string().min(1).optional(),
    name: z.string().min(1).optional(),
    /** The fact that puts the order's customer into the group. */
    on: z.enum(facts).default("payment.captured"),
  })
  .refine(({ id, name }) => Boolean(id) !== Boolean(name), "needs either an id or a name")

const inventory = z.strictObject({
  /** Facts that release the reservations of an unpaid order. After `payment.failed` the buyer may still pay with another card. */
  releaseOn: z
    .array(z.enum(["payment.failed", "payment.expired", "payment.canceled"]))
    .default(["payment.expired", "payment.canceled"]),
  /** Reserve again the items that a paid order lacks. Items sold out meanwhile are put up for review. */
  recheckOnCapture: z.boolean().default(true),
})

/** The after-payment work that follows a transition. Every step is off until it is named. */
export const afterPayment = z
  .strictObject({
    /** One single-use coupon per paid order, sent to its customer. */
    reward: z.strictObject({ promotion }).optional(),
    /** Puts the customer, registered or guest, into a customer group. */
    customerGroup: customerGroup.optional(),
    /** Releases the stock that an unpaid order reserves, and reserves it again when money comes after all. */
    inventory: inventory.optional(),
    /** First delay in seconds before an after-payment workflow that failed is run again; doubled each time, with jitter. */
    retryInitialSeconds: z.number().positive().max(3600).default(5),
    retryMaxSeconds: z.number().positive().max(86_400).default(3600),
    /** Seconds after which an after-payment workflow that keeps failing is given up and put up for review. */
    giveUpAfterSeconds: z.number().positive().default(86_400),
  })
  .prefault({})
