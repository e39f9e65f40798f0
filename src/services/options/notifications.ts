import { z } from "@medusajs/framework/zod"
import { customerFacts } from "../notifications/catalogue"
import { ADDRESS_KINDS, unknownChannels } from "../notifications/channels"
import { unreachable } from "../notifications/unreachable"
import { pushOptions } from "./push"
import { receiptOptions } from "./receipts"
import { problemsWith, problemWithLocale } from "../notifications/content/check-options"
import { links, messages, templates } from "./notification-content"

/** A channel of Medusa's Notification Module, as its provider is configured for it. */
const channel = z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/, 'must be a channel of the Notification Module, like "email"')

const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, "must be an e-mail address, or a phone number like +4930123456")

const locale = z.string().superRefine((tag, context) => {
  const problem = problemWithLocale(tag)
  if (problem) context.addIssue({ code: "custom", message: problem })
})

const shop = z.strictObject({
  /** Named in subjects and texts. */
  name: z.string().min(1).optional(),
  /** The storefront. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  logoUrl: z.url({ protocol: /^https$/ }).optional(),
  /** Where customers may ask. */
  supportEmail: z.email().optional(),
})

/** Recipients, channels, contents and retries of notifications. */
export const notificationOptions = z
  .strictObject({
    /** Send notifications at all. */
    enabled: z.boolean().default(true),
    /** The shop, as messages show it. */
    shop: shop.prefault({}),
    channels: z
      .strictObject({
        /** The customers' channels; each channel that has an address gets the message. */
        customer: z.array(channel).min(1).default(["email"]),
        /** The merchant's channels; `feed` is the admin's own, where a provider has it. */
        merchant: z.array(channel).min(1).default(["email", "feed"]),
      })
      .prefault({}),
    /** The kind of address that a channel of the store's own delivers to: `{ "email-backup": "email" }`. */
    addressKinds: z.record(channel, z.enum(ADDRESS_KINDS)).default({}),
    /** The channels to which a message fails over, in order: `{ sms: ["email"], email: ["email-backup"] }`. */
    failover: z.record(channel, z.array(channel).min(1)).default({}),
    /** Recipients of the merchant's messages: quarantined money, disputes, deadlines. E-mail addresses or phone numbers. */
    merchantRecipients: z.array(z.union([z.email(), phone])).default([]),
    /** The language of customers for whom no order, cart or customer names one, and of the merchant. */
    defaultLocale: locale.default("en"),
    merchantLocale: locale.default("en"),
    /** The links in messages. */
    links,
    /** Per fact (the merchant's as `merchant.<fact>`): a provider-side template, words of the store's own, or a function. */
    templates,
    /** Languages that the store adds or corrects. */
    messages,
    /** Seconds to wait before the message of a fact is sent, where the plugin's own delays do not fit. */
    delaySeconds: z.partialRecord(z.enum(customerFacts), z.number().int().min(0).max(604_800)).default({}),
    push: pushOptions,
    receipts: receiptOptions,
    /** Signed links that switch a topic off with one click, in messages that customers may opt out of. */
    unsubscribe: z
      .strictObject({
        /** Secrets of the links: the first one signs, all are accepted. */
        secrets: z.array(z.string().min(32)).min(1),
        /** The public URL of this backend: `https://api.example.com`. */
        backendUrl: z.url({ protocol: /^https?$/ }),
      })
      .optional(),
    /** A burst of failed attempts on one cart is one message; the next message is sent after this span. */
    digest: z.strictObject({ windowSeconds: z.number().int().min(0).max(86_400).default(3600) }).prefault({}),
    /** Calls to the Notification Module in flight at once, for each channel. */
    concurrency: z.number().int().min(1).max(64).default(4),
    retryInitialSeconds: z.number().positive().max(3600).default(5),
    retryMaxSeconds: z.number().positive().max(86_400).default(3600),
    giveUpAfterSeconds: z.number().positive().default(86_400),
  })
  .superRefine((options, context) => {
    const report = (problem: { path: PropertyKey[]; message: string }) => context.addIssue({ code: "custom", ...problem })
    problemsWith(options.templates, options.messages).forEach(report)
    const unknown = unknownChannels(options)
    for (const name of unknown) {
      const message = `channel "${name}" is not one of email, sms, push, feed: say what it delivers to, { "${name}": "email" }`
      report({ path: ["addressKinds"], message })
    }
    if (!unknown.length) unreachable(options).forEach(report)
  })
  .prefault({})

export type NotificationOptions = z.output<typeof notificationOptions>
