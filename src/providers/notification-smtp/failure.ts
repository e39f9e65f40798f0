import { SendError, type SendFailure } from "../../services/notifications/send-error"

/** Fields of nodemailer's errors beside the message. */
interface SmtpError {
  readonly message: string
  readonly code?: string
  /** Node's own code, where nodemailer has replaced it in `code` with its own. */
  readonly originalCode?: string
  /** The command that failed: `RCPT TO`, `DATA` … */
  readonly command?: string
  readonly responseCode?: number
  /** The server's answer, `550 5.1.1 …`. */
  readonly response?: string
}

const permanent = (code: string): SendFailure => ({ kind: "permanent", code })
const transient = (code: string): SendFailure => ({ kind: "transient", code })

/** Puts an error of the transport into the terms of a SendError, whose message quotes the server. */
export function explainFailure(error: unknown): SendError {
  const failed = error as SmtpError
  const said = (failed.response ?? failed.message).replace(/\s+/g, " ").trim().slice(0, 300)
  const at = failed.response && failed.command ? ` at ${failed.command}` : ""
  return new SendError(`notification-smtp: mail not accepted${at}: ${said}`, classify(failed), { cause: error })
}

/**
 * A failure is permanent only if the message or its recipient will meet it again. A failure that an operator has to mend (a password,
 * a certificate, a sender that the server does not know) is transient: the mails wait for it as long as they are retried.
 */
function classify({ code, originalCode = "", command, responseCode, response = "" }: SmtpError): SendFailure {
  if (code === "EAUTH" || code === "ENOAUTH" || (responseCode && AUTH_CODES.has(responseCode))) return transient("auth_failed")
  if (code === "ETLS" || TLS_CODES.test(originalCode)) return transient("tls_failed")
  if (code === "ETIMEDOUT" || code === "EABORT") return transient("timeout")
  if (responseCode) return classifyAnswer(responseCode, response, command)
  if (code === "EENVELOPE") return permanent("invalid_recipient")
  if (code && CONNECTION_CODES.has(code)) return transient("connection_failed")
  return transient("failed")
}

/** Authentication required, credentials refused, too weak a mechanism, encryption needed for it. */
const AUTH_CODES = new Set([530, 534, 535, 538])
const CONNECTION_CODES = new Set(["ECONNECTION", "ESOCKET", "EDNS", "EPROTOCOL"])
/** A handshake that failed, a chain or a name that does not hold. */
const TLS_CODES = /^ERR_(?:SSL|TLS)_|CERT|^UNABLE_TO_VERIFY/

function classifyAnswer(answer: number, response: string, command = ""): SendFailure {
  const status = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1]
  // 503 is about a session out of step, not about the message.
  if (answer < 500 || answer === 503) return deferral(answer, status, response)
  if (status === "5.2.2") return permanent("mailbox_full")
  if (answer === 552 || status === "5.3.4" || status === "5.2.3") return permanent("too_large")
  if (command === "MAIL FROM") return transient("sender_rejected")
  // Before there was a message: the server refuses this machine.
  if (command !== "RCPT TO" && command !== "DATA") return transient("connection_failed")
  if (command === "RCPT TO" && isAddressStatus(status)) return permanent("invalid_recipient")
  return permanent("rejected")
}

/** X.1.X: addressing; X.2.X: the mailbox. Servers without enhanced codes refuse a recipient for that reason in most cases. */
const isAddressStatus = (status: string | undefined): boolean => !status || /^5\.[012]\./.test(status)

function deferral(answer: number, status: string | undefined, response: string): SendFailure {
  const asked = /\b(?:in|after|for|wait) (\d{1,5}) ?(s|m)/i.exec(response)
  const retryAfterSeconds = asked && Number(asked[1]) * (asked[2]!.toLowerCase() === "m" ? 60 : 1)
  const code = /gr[ea]y-?list/i.test(response)
    ? "greylisted"
    : answer === 452 || status === "4.2.2"
      ? "mailbox_full"
      : answer === 421 || status === "4.7.0"
        ? "throttled"
        : "deferred"
  return { ...transient(code), ...(retryAfterSeconds && { retryAfterSeconds }) }
}
