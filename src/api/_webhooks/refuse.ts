import type { MedusaResponse } from "@medusajs/framework/http"
import type { Logger } from "@medusajs/framework/types"
import { PaymentNotificationError, SignatureVerificationError } from "../../services/domain/errors"
import type { WebhookReply } from "../../services/providers/provider"
import { describeError, oneLine } from "../../services/domain/describe-error"

interface Context {
  readonly account: string
  readonly logger: Logger
  /** Renders the message in the provider's dialect. */
  readonly inDialect?: (message: string) => Omit<WebhookReply, "status"> | undefined
}

/**
 * Answers a call that was not accepted. A forger learns nothing from the reply: it is the same for every cause, and the cause
 * goes to the log. An error that we cannot explain is our fault: 5xx, so that the provider sends again.
 */
export function refuse(res: MedusaResponse<string>, error: unknown, { account, logger, inDialect }: Context): void {
  const { code, message } = describeError(error)
  const status = error instanceof PaymentNotificationError ? error.status : 500
  logger[levelOf(error, status)](
    `webhook for account "${oneLine(account, 80)}" refused with ${status}: ${message}${causeOf(error)}`,
  )
  // The rest of a body that is still arriving is not read: the connection cannot be used again.
  if ((status === 413 || status === 408) && !res.req.complete) res.setHeader("connection", "close")
  const text = publicMessage(error, message)
  const reply = inDialect?.(text)
  const refusal = { code: status === 500 ? "unexpected_error" : code, message: text }
  if (!reply) return void (res as MedusaResponse).status(status).json(refusal)
  if (reply.contentType) res.setHeader("content-type", reply.contentType)
  res.status(status).end(reply.body ?? "")
}

function levelOf(error: unknown, status: number): "error" | "warn" | "info" {
  if (error instanceof SignatureVerificationError && error.isProbe) return "info"
  return status >= 500 ? "error" : "warn"
}

function publicMessage(error: unknown, message: string): string {
  if (error instanceof SignatureVerificationError) return "the signature of this webhook could not be verified"
  if (error instanceof PaymentNotificationError && error.status < 500) return message
  return "the webhook could not be processed now; please send it again"
}

const causeOf = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined
  return cause ? ` (${describeError(cause).message})` : ""
}
