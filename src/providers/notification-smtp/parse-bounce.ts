import { simpleParser, type ParsedMail } from "mailparser"
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
  const mail = await simpleParser(raw, {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
  })
  const report = partOf(mail, /^message\/(?:global-)?delivery-status$/)
  const status = report && readDeliveryStatus(report)
  if (!status) return undefined
  const notificationId = await findNotificationId(mail)
  return { ...(notificationId !== undefined && { notificationId }), ...status }
}

const partOf = ({ attachments }: ParsedMail, type: RegExp): string | undefined =>
  attachments.find(({ contentType }) => type.test(contentType.toLowerCase()))?.content.toString("utf8")

/** By the address the report was sent to, else by the Message-ID of the mail it quotes or answers. */
async function findNotificationId(mail: ParsedMail): Promise<string | undefined> {
  const quoted = await quotedMessageId(mail)
  const byMessageId = quoted && keyOfMessageId(quoted)
  const byAddress = recipients(mail).map(keyOfBounceAddress).find(Boolean)
  // Some servers put addresses into lower case. The Message-ID still has the unchanged id.
  if (byMessageId && byMessageId.toLowerCase() === byAddress?.toLowerCase()) return byMessageId
  return byAddress ?? byMessageId
}

async function quotedMessageId(mail: ParsedMail): Promise<string | undefined> {
  const original = partOf(mail, /^(?:message\/(?:rfc822|rfc822-headers|global|global-headers)|text\/rfc822-headers)$/)
  const { messageId } = original ? await simpleParser(original) : { messageId: undefined }
  return messageId ?? mail.inReplyTo ?? [mail.references ?? []].flat().at(-1)
}

/** The last server that delivered the report may have written the envelope's recipient into a header. */
const RECIPIENT_HEADERS = new Set(["delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to"])

const recipients = ({ headerLines }: ParsedMail): string[] =>
  headerLines
    .filter(({ key }) => RECIPIENT_HEADERS.has(key))
    .flatMap(({ line }) => line.slice(line.indexOf(":") + 1).match(/[^\s<>,;:"]+@[^\s<>,;:"]+/g) ?? [])
