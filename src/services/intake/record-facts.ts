import { toJson } from "../domain/fact-json"
import type { Fact } from "../domain/facts"
import type { Account } from "../options"
import { rowId } from "../store/row-id"
import type { WebhookRecorder } from "./recorder"

export interface ReconciledFacts {
  /** Equal for equal answers, so that one difference is one row however often it is seen. */
  readonly eventId: string
  readonly facts: readonly Fact[]
  /** When the provider was asked. A report that arrives between then and the work on the event is newer than the answer. */
  readonly askedAt: Date
}

/**
 * Puts the provider's answer into the inbox, beside its webhooks. It is applied on the same path, with the same comparisons,
 * locks and retries. `false` when exactly this answer is there already.
 */
export function recordFacts(
  { recorder }: { readonly recorder: Pick<WebhookRecorder, "record"> },
  account: Pick<Account, "id" | "provider">,
  { eventId, facts, askedAt }: ReconciledFacts,
): Promise<boolean> {
  return recorder.record({
    id: rowId("pwhe"),
    account: account.id,
    provider: account.provider,
    event_id: eventId,
    type: "reconciliation",
    source: "reconciliation",
    body: null,
    headers: {},
    payload: toJson(facts),
    state: "received",
    reason: null,
    last_error: null,
    occurred_at: null,
    received_at: askedAt,
  })
}
