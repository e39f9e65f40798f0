import { z } from "@medusajs/framework/zod"
import { LINK_NAMES, messageKeys, type MessageKey } from "../notifications/content/catalog"
import { problemWithLink } from "../notifications/content/links"
import type { TemplateFunction } from "../notifications/content/options"

const keys = z.enum(messageKeys as readonly [MessageKey, ...MessageKey[]])

/** ICU MessageFormat; parsed with the other options, once its language is known. */
const message = z.string().min(1)

const ownWords = z.strictObject({
  subject: message.optional(),
  /** Paragraphs, separated by an empty line. */
  text: message.optional(),
  /** For SMS and push. */
  short: message.optional(),
  /** The whole mail instead of the plugin's layout. */
  html: message.optional(),
})

const link = z.string().superRefine((template, context) => {
  const problem = problemWithLink(template)
  if (problem) context.addIssue({ code: "custom", message: problem })
})

/** URL templates, as `https://shop.example/orders/{order_id}`; a message that lacks one of the variables has no button. */
export const links = z
  .strictObject({
    order: link.optional(),
    /** Where a customer pays, or tries again. */
    pay: link.optional(),
    paymentMethods: link.optional(),
    preferences: link.optional(),
    /** For the merchant: the item's page, `https://…/app/payment-notifications/attention/{attention_id}` in the dashboard. */
    attention: link.optional(),
  } satisfies Record<(typeof LINK_NAMES)[number], unknown>)
  .default({})

const templateFunction = z.custom<TemplateFunction>((given) => typeof given === "function")

const template = z.union(
  [
    z.string().min(1),
    templateFunction,
    z.strictObject({
      template: z.string().min(1).optional(),
      messages: z.record(z.string(), ownWords).optional(),
    }),
  ],
  { error: "must be a provider-side template's id, { template?, messages? }, or a function" },
)

export const templates = z.partialRecord(keys, template).default({})

export const messages = z
  .record(
    z.string(),
    z.strictObject({
      frame: z
        .strictObject({
          links: z.partialRecord(z.enum([...LINK_NAMES, "shop"]), message).optional(),
          support: message.optional(),
          unsubscribe: message.optional(),
        })
        .optional(),
      facts: z.partialRecord(keys, ownWords).optional(),
    }),
  )
  .default({})
