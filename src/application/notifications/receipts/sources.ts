import { readAliyunReceipts } from "../../../providers/notification-sms/receipts/aliyun"
import type { SmsReceipt } from "../../../providers/notification-sms/receipts/receipt"
import { readTwilioReceipt } from "../../../providers/notification-sms/receipts/twilio"
import { parseBounce } from "../../../providers/notification-smtp/parse-bounce"
import { SignatureVerificationError } from "../../../services/domain/errors"
import type { ReceiptOptions } from "../../../services/options/receipts"
import type { WebhookReply, WebhookRequest } from "../../../services/providers/provider"
import { sameBytes } from "../../../services/signature/compare"
import { readSignedReceipts } from "./read-signed"
import { notificationIdOf, type Receipt } from "./receipt"

/** One channel's reports: their sender, how they are verified and read, and the answer that the channel expects. */
export interface ReceiptSource {
  read(request: WebhookRequest): Receipt[] | Promise<Receipt[]>
  readonly reply?: Omit<WebhookReply, "status">
}

/** The sources that the store has configured. */
export function receiptSources({ twilio, aliyun, bounce, hmac }: ReceiptOptions): ReadonlyMap<string, ReceiptSource> {
  const sources = new Map<string, ReceiptSource>()
  if (twilio) {
    sources.set("twilio", {
      read: ({ url, headers, rawBody }) => {
        const signed = twilio.url + queryOf(url)
        const receipt = readTwilioReceipt(
          { url: signed, signature: headers["x-twilio-signature"], body: rawBody },
          twilio.authTokens,
        )
        return receipt ? fromSms([receipt]) : []
      },
    })
  }
  if (aliyun) {
    sources.set("aliyun", {
      read: ({ url, headers, rawBody }) => {
        // Access logs hold the query of a URL and no headers: a proxy that can add a header keeps the token out of them.
        requireToken(bearerOf(headers) ?? new URLSearchParams(queryOf(url)).get("token"), aliyun.tokens)
        return fromSms(readAliyunReceipts(rawBody))
      },
      reply: { body: '{"code":0,"msg":"ok"}', contentType: "application/json" },
    })
  }
  if (bounce) {
    sources.set("bounce", {
      read: async ({ headers, rawBody }) => {
        requireToken(bearerOf(headers), bounce.tokens)
        return fromBounce(await parseBounce(rawBody))
      },
    })
  }
  if (hmac) sources.set("hmac", { read: (request) => readSignedReceipts(request, hmac) })
  return sources
}

const bearerOf = (headers: WebhookRequest["headers"]): string | undefined =>
  /^Bearer +(.+)$/i.exec(headers["authorization"] ?? "")?.[1]

const queryOf = (url: string): string => (url.includes("?") ? url.slice(url.indexOf("?")) : "")

function requireToken(given: string | null | undefined, tokens: readonly string[]): void {
  const bytes = Buffer.from(given ?? "")
  const matches = tokens.map((token) => sameBytes(Buffer.from(token), bytes))
  if (!matches.includes(true)) throw new SignatureVerificationError("the token of the report is not one of those configured")
}

/** States before `delivered` or `undelivered` add nothing to the outbox's knowledge. */
const fromSms = (receipts: readonly SmsReceipt[]): Receipt[] =>
  receipts.flatMap(({ messageId, state, code, idempotencyKey }) =>
    state === "sent" ? [] : [{ externalId: messageId, notificationId: notificationIdOf(idempotencyKey), state, code }],
  )

/** A delay is no end. A relayed mail counts as delivered, since no later report will come. */
function fromBounce(bounce: Awaited<ReturnType<typeof parseBounce>>): Receipt[] {
  const notificationId = notificationIdOf(bounce?.notificationId)
  if (!bounce || !notificationId || bounce.action === "delayed") return []
  const state = bounce.action === "failed" ? "undelivered" : "delivered"
  return [{ externalId: null, notificationId, state, code: bounce.status ?? null }]
}
