import type PostalMime from "postal-mime"
import { requirePackage } from "../../services/packages/require-package"
import { readDeliveryStatus, type DeliveryStatus } from "./delivery-status"
import { keyOfBounceAddress, keyOfMessageId } from "./message-key"

/** A receiving server's report about one sent mail. */
export interface Bounce extends DeliveryStatus {
  /**
   * The key that the mail was sent under: `provider_data.idempotency_key`, else the notification's. Absent when the report names
   * no mail of ours.
   */
  readonly notificationId?: string
}

/**
 * Reads a raw mail as a delivery status notification (RFC 3464). Undefined for every other mail: replies, holiday notices, read
 * receipts. The report proves nothing: anyone who knows a notification's id can write one.
 */
export async function parseBounce(raw: Buffer): Promise<Bounce | undefined> {
  const mail = await read(raw)
  const report = partOf(mail, /^message\/(?:global-)?delivery-status$/)
  const status = report && readDeliveryStatus(report)
  if (!status) return undefined
  const notificationId = await findNotificationId(mail)
  return { ...(notificationId !== undefined && { notificationId }), ...status }
}

type Email = PostalMime.Email

/** Quoted mails stay parts of the report: read as text of it, nobody could tell whose Message-ID is whose. */
const read = (raw: Buffer | string): Promise<Email> =>
  requirePackage<typeof PostalMime>("postal-mime", "parseBounce").parse(raw, {
    forceRfc822Attachments: true,
    attachmentEncoding: "arraybuffer",
  })

const partOf = ({ attachments }: Email, type: RegExp): string | undefined => {
  const content = attachments.find(({ mimeType }) => type.test(mimeType))?.content
  return content === undefined || typeof content === "string" ? content : Buffer.from(content as ArrayBuffer).toString("utf8")
}

/** By the address the report was sent to, else by the Message-ID of the mail it quotes or answers. */
async function findNotificationId(mail: Email): Promise<string | undefined> {
  const quoted = await quotedMessageId(mail)
  const byMessageId = quoted && keyOfMessageId(quoted)
  const byAddress = recipients(mail).map(keyOfBounceAddress).find(Boolean)
  // Some servers put addresses into lower case. The Message-ID still has the unchanged id.
  if (byMessageId && byMessageId.toLowerCase() === byAddress?.toLowerCase()) return byMessageId
  return byAddress ?? byMessageId
}

async function quotedMessageId(mail: Email): Promise<string | undefined> {
  const original = partOf(mail, /^(?:message\/(?:rfc822|rfc822-headers|global|global-headers)|text\/rfc822-headers)$/)
  const { messageId } = original ? await read(original) : { messageId: undefined }
  return messageId ?? mail.inReplyTo ?? mail.references?.split(/\s+/).at(-1)
}

/** The last server that delivered the report may have written the envelope's recipient into a header. */
const RECIPIENT_HEADERS = new Set(["delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to"])

const recipients = ({ headerLines }: Email): string[] =>
  headerLines
    .filter(({ key }) => RECIPIENT_HEADERS.has(key))
    .flatMap(({ line }) => line.slice(line.indexOf(":") + 1).match(/[^\s<>,;:"]+@[^\s<>,;:"]+/g) ?? [])
