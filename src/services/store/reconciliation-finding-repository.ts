import type { DataSource } from "typeorm"
import type { FindingState, ReconciliationFinding, WebhookEvent } from "./entities"
import { FINDING, sqlList } from "./queues/states"
import { INSERT, OPEN, SAME } from "./reconciliation-finding.sql"
import { rowId } from "./row-id"

export type NewFinding = Omit<ReconciliationFinding, "id" | "webhook_event_id" | "state" | "created_at" | "updated_at"> & {
  readonly dryRun: boolean
}

/** A finding with the state of the event that it waits for. */
export type OpenFinding = ReconciliationFinding & {
  readonly event_state: WebhookEvent["state"] | null
  readonly event_reason: string | null
  readonly event_error: string | null
}

/** The findings of reconciliation, and their states. */
export class ReconciliationFindingRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** Inserts a difference once. If an unrepaired finding with the same words exists, that one is returned, with `isNew` false. */
  async add({ dryRun, ...finding }: NewFinding): Promise<{ id: string; state: FindingState; isNew: boolean }> {
    const { account, detail, payment_session_id, provider_payment_id } = finding
    const [known] = dryRun ? [] : await this.#db.query(SAME, [account, detail, payment_session_id, provider_payment_id])
    if (known) return { ...known, isNew: false }
    const id = rowId("recf")
    await this.#db.query(INSERT, [
      id,
      finding.reconciliation_run_id,
      account,
      payment_session_id,
      finding.payment_record_id,
      provider_payment_id,
      detail,
      JSON.stringify(finding.ours),
      JSON.stringify(finding.theirs),
      finding.differs_since,
    ])
    return { id, state: "found", isNew: true }
  }

  /** Marks a finding whose missing facts are in the inbox, as this event of the account. */
  async markRepairing(id: string, account: string, eventId: string): Promise<void> {
    await this.#db.query(
      `UPDATE reconciliation_finding SET state = 'repairing', updated_at = now(),
              webhook_event_id = (SELECT id FROM payment_webhook_event WHERE account = $2 AND event_id = $3)
        WHERE id = $1 AND state IN ${sqlList(FINDING.repairable)}`,
      [id, account, eventId],
    )
  }

  /**
   * Findings whose repair can be judged now, with their events, and findings in review whose payment has changed since. Findings
   * of dry runs stay as they are.
   */
  open(limit: number): Promise<OpenFinding[]> {
    return this.#db.query(OPEN, [limit])
  }

  async close(id: string, state: Extract<FindingState, "repaired" | "in_review">): Promise<void> {
    await this.#db.query(
      `WITH closed AS (
         UPDATE reconciliation_finding SET state = $2, updated_at = now()
          WHERE id = $1 AND state <> 'repaired' RETURNING reconciliation_run_id)
       UPDATE reconciliation_run SET repaired = repaired + CASE WHEN $2 = 'repaired' THEN 1 ELSE 0 END
        WHERE id = (SELECT reconciliation_run_id FROM closed)`,
      [id, state],
    )
  }

  /**
   * Whether reconciliation found anything of an account since a moment: webhooks that should have reported it did not come. The newest
   * is asked for: to find any, PostgreSQL may begin at the oldest row of years.
   */
  async anySince(account: string, since: Date): Promise<boolean> {
    const [newest] = await this.#db.query(
      `SELECT id FROM reconciliation_finding WHERE account = $1 AND created_at > $2 AND webhook_event_id IS NOT NULL
        ORDER BY created_at DESC LIMIT 1`,
      [account, since],
    )
    return newest !== undefined
  }
}
