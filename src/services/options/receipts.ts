import { z } from "@medusajs/framework/zod"

const secrets = z.array(z.string().min(32)).min(1)

/**
 * Sources that may report the delivery of messages, at `POST /webhooks/notifications/:source`; a source that is not named here is
 * not found.
 */
export const receiptOptions = z
  .strictObject({
    /** Status callbacks of Twilio's: their URL, as `statusCallbackUrl` has it, and the account's auth tokens. */
    twilio: z.strictObject({ url: z.url({ protocol: /^https?$/ }), authTokens: z.array(z.string().min(1)).min(1) }).optional(),
    /**
     * Pushed reports of Alibaba Cloud's, which are not signed: the URL must end with `?token=` and one of these, or a proxy sends
     * `Authorization: Bearer` and one of these.
     */
    aliyun: z.strictObject({ tokens: secrets }).optional(),
    /** Bounced mails, posted unchanged by the mail server of the bounce address: `Authorization: Bearer` and one of these. */
    bounce: z.strictObject({ tokens: secrets }).optional(),
    /** Any other channel: signed with HMAC-SHA256. */
    hmac: z.strictObject({ secrets, toleranceSeconds: z.number().int().min(1).max(3600).default(300) }).optional(),
  })
  .prefault({})

export type ReceiptOptions = z.output<typeof receiptOptions>
