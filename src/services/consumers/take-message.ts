import { PayloadTooLargeError, PaymentNotificationError } from "../domain/errors"
import { describeError } from "../domain/describe-error"
import { refusalOutcome, type CallOutcome } from "../domain/webhook-outcomes"
import type { Received } from "../intake/receive"
import type { Account } from "../options"
import type { WebhookRequest } from "../providers/provider"
import type { IncomingMessage, Verdict } from "./kind"

/** The parts of the service that a message needs. */
export interface Intake {
  receive(account: Account, request: WebhookRequest): Promise<Received>
  now(): Date
  readonly tally: { count(account: string, outcome: CallOutcome | "ignored", n?: number): void }
}

/** Outcomes that no repetition changes. */
const REFUSED: readonly CallOutcome[] = ["forged", "probe", "malformed", "too_large"]

/**
 * Verifies and records one message like a call of the account, and counts it like one. `due` events wait for a worker then.
 * Rejects for a fault of ours: the message stays with its broker.
 */
export async function takeMessage(
  intake: Intake,
  account: Account,
  { headers, body }: IncomingMessage,
): Promise<{ readonly verdict: Verdict; readonly due: number }> {
  try {
    if (body.length > account.maxBodyBytes) {
      throw new PayloadTooLargeError(`the body is larger than this account's maxBodyBytes (${account.maxBodyBytes})`)
    }
    const request = { method: "POST", url: "/", headers, rawBody: body, receivedAt: intake.now() }
    const { outcome, due } = await intake.receive(account, request)
    intake.tally.count(account.id, outcome.duplicates && !outcome.recorded ? "duplicate" : "accepted")
    if (outcome.recorded > due) intake.tally.count(account.id, "ignored", outcome.recorded - due)
    return { verdict: { outcome: "recorded" }, due }
  } catch (error) {
    const outcome = refusalOutcome(error)
    intake.tally.count(account.id, outcome)
    if (!(error instanceof PaymentNotificationError) || !REFUSED.includes(outcome)) throw error
    return { verdict: { outcome: "refused", reason: `${outcome}: ${describeError(error).message}` }, due: 0 }
  }
}
