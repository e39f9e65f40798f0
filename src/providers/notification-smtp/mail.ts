import { randomUUID } from "node:crypto"
import type { ProviderSendNotificationDTO } from "@medusajs/framework/types"
import { SendError } from "../../services/notifications/send-error"
import { isAddress, parseMailbox, type Mailbox } from "./mailbox"
import { bounceAddressOf, messageIdOf } from "./message-key"
import type { ResolvedSmtpOptions } from "./options"

/** Medusa passes its whole row; the type shows a part of it. */
type Notification = ProviderSendNotificationDTO & { readonly id?: string; readonly idempotency_key?: string | null }

/** Writes the mail of a notification in nodemailer's form. Throws a permanent SendError when it cannot be one. */
export function writeMail(notification: Notification, options: ResolvedSmtpOptions) {
  const { to } = notification
  if (typeof to !== "string" || !isAddress(to)) throw refusal("invalid_recipient", "the recipient is not one e-mail address")
  const from = sender(notification, options)
  const key = keyOf(notification)
  const { bounces, replyTo } = options
  return {
    from: { ...from },
    // Objects are used unchanged; a text would be read as a list of addresses.
    to: { name: "", address: to },
    ...(replyTo !== undefined && { replyTo: { ...parseMailbox(replyTo)! } }),
    envelope: { from: bounces ? bounceAddressOf(bounces.address, key) : from.address, to: [to] },
    ...(bounces && {
      dsn: {
        id: key,
        return: "headers" as const,
        notify: ["failure" as const, "delay" as const, ...(bounces.reportDelivered ? ["success" as const] : [])],
        recipient: `rfc822;${to}`,
      },
    }),
    messageId: messageIdOf(key, from.address),
    headers: { "Auto-Submitted": "auto-generated", ...language(notification), ...unsubscribe(notification) },
    ...content(notification),
    attachments: attachments(notification),
  }
}

/**
 * The key that stays the same over all attempts of a notification. The plugin passes it in `provider_data`, because Medusa's own
 * key must be another one for each attempt.
 */
function keyOf({ provider_data, idempotency_key, id }: Notification): string {
  const given = provider_data?.idempotency_key
  return (typeof given === "string" && given) || idempotency_key || id || randomUUID()
}

function sender({ from }: Notification, options: ResolvedSmtpOptions): Mailbox {
  const mailbox = parseMailbox(from?.trim() || options.from)
  if (!mailbox) throw refusal("invalid_sender", "the sender is not one e-mail address")
  return mailbox
}

function content({ content }: Notification) {
  const { subject, html, text } = content ?? {}
  // Types end at the database: an object here would be read as a file's name.
  const written = [html, text].filter((part) => part != null && part !== "")
  if (!subject || !written.length || [subject, ...written].some((part) => typeof part !== "string")) {
    throw refusal(
      "no_content",
      "the notification has no content with a subject and html or text; templates are not rendered here",
    )
  }
  // A product's name may bring a line break into a subject; a header has none.
  return { subject: subject.replace(/[\s\p{Cc}]+/gu, " ").trim(), ...(html && { html }), ...(text && { text }) }
}

function language({ data }: Notification): Record<string, string> {
  try {
    const [locale] = Intl.getCanonicalLocales(String(data?.locale ?? ""))
    return locale ? { "Content-Language": locale } : {}
  } catch {
    return {} // not a language tag
  }
}

/** One click needs HTTPS (RFC 8058); a plain link is better than none on a developer's machine. */
function unsubscribe({ provider_data }: Notification) {
  const given = provider_data?.unsubscribe_url
  if (given == null) return {}
  const url = typeof given === "string" && URL.canParse(given) ? new URL(given) : undefined
  if (!url || !["https:", "http:"].includes(url.protocol)) {
    throw refusal("invalid_unsubscribe_url", "provider_data.unsubscribe_url is not an http(s) URL")
  }
  return {
    // Prepared: nodemailer would encode or fold it as text.
    "List-Unsubscribe": { prepared: true, value: `<${url.href}>` },
    ...(url.protocol === "https:" && { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }),
  }
}

const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/

function attachments({ attachments }: Notification) {
  return (attachments ?? []).map(({ filename, content, content_type, disposition, id }, index) => {
    if (typeof content !== "string" || !BASE64.test(content)) {
      throw refusal("invalid_attachment", `the content of attachment ${index + 1} is not base64`)
    }
    return {
      filename,
      content: Buffer.from(content, "base64"),
      ...(content_type && { contentType: content_type }),
      contentDisposition: disposition === "inline" ? ("inline" as const) : ("attachment" as const),
      ...(id && { cid: id }),
    }
  })
}

const refusal = (code: string, what: string): SendError =>
  new SendError(`notification-smtp: ${what}`, { kind: "permanent", code })
