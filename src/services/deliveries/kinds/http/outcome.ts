import { DeliveryRejectedError } from "../../../domain/delivery-rejected-error"
import type { PostAnswer } from "../../../net/post"
import type { Confirmation } from "../../kind"
import { hideSecrets } from "./hide-secrets"
import { readRetryAfter } from "./retry-after"

const LONGEST_ANSWER_BYTES = 1_024
const GONE = 410

/** Control characters would forge log lines, and PostgreSQL stores no NUL. Line ends and tabs are a page's own. */
const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]+/g

/** The values that an answer is read with. */
export interface Reading {
  /** Texts that are not shown. */
  readonly secrets: readonly string[]
  readonly now: Date
  /** Agents' platforms say for good that an order or its signature is wrong: the same bytes are wrong again later. */
  readonly forAgents: boolean
}

const isFinal = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 429

/** Both protocols answer with a `code` of their own: `invalid_signature`, `digest_mismatch`. */
function codeOf(answer: string): string {
  const [, code] = /"code"\s*:\s*"([\w.-]{1,64})"/.exec(answer) ?? []
  return code ? `: ${code}` : ""
}

/**
 * A 2xx confirms; 410 says that the endpoint is gone; everything else is tried again, as Standard Webhooks has it: a receiver that
 * answers 400 or 404 in the middle of its own deployment takes the same message an hour later. A redirect is a failure, since
 * whoever controls the receiver's DNS or a stale page of it would choose where payments are reported to.
 */
export function readOutcome(answer: PostAnswer, { secrets, now, forAgents }: Reading): Confirmation {
  const { status, headers } = answer
  const text = shown(answer.text, secrets)
  const beginning = text ? { answer: text } : {}
  if (status >= 200 && status < 300) return { status, ...beginning }
  const retryAfterSeconds = readRetryAfter(headers.get("retry-after"), now)
  throw new DeliveryRejectedError(`the receiver answered ${status}${advice(status)}${forAgents ? codeOf(text) : ""}`, {
    rejection: status === GONE ? "gone" : forAgents && isFinal(status) ? "final" : "retry",
    status,
    ...beginning,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  })
}

const advice = (status: number): string =>
  status >= 300 && status < 400 ? "; redirects are not followed, give the destination its new URL" : ""

/** At most 1 kB, cut between two characters. */
function shown(text: string, secrets: readonly string[]): string {
  const clean = Buffer.from(hideSecrets(text, secrets).replace(CONTROL, " ").trim())
  return new TextDecoder().decode(clean.subarray(0, LONGEST_ANSWER_BYTES), { stream: true })
}
