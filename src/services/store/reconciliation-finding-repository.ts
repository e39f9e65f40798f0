import type { DataSource } from "typeorm"
import type { FindingState, ReconciliationFinding, WebhookEvent } from "./entities"
import { EVENT, FINDING, sqlList } from "./queues/states"
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
    const [known] = dryRun
      ? []
      : await this.#db.query(
          `SELECT finding.id, finding.state FROM reconciliation_finding AS finding
             JOIN reconciliation_run AS run ON run.id = reconciliation_run_id AND NOT run.dry_run
            WHERE finding.account = $1 AND finding.detail = $2 AND finding.state <> 'repaired'
              AND (finding.payment_session_id = $3 OR finding.provider_payment_id = $4)
            LIMIT 1`,
          [finding.account, finding.detail, finding.payment_session_id, finding.provider_payment_id],
        )
    if (known) return { ...known, isNew: false }
    const id = rowId("recf")
    await this.#db.query(
      `INSERT INTO reconciliation_finding
         (id, reconciliation_run_id, account, payment_session_id, payment_record_id, provider_payment_id, detail, ours, theirs,
          differs_since)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        finding.reconciliation_run_id,
        finding.account,
        finding.payment_session_id,
        finding.payment_record_id,
        finding.provider_payment_id,
        finding.detail,
        JSON.stringify(finding.ours),
        JSON.stringify(finding.theirs),
        finding.differs_since,
      ],
    )
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
    return this.#db.query(
      `SELECT finding.*, event.state AS event_state, event.reason AS event_reason, event.last_error AS event_error
         FROM reconciliation_finding AS finding
         JOIN reconciliation_run AS run ON run.id = reconciliation_run_id AND NOT run.dry_run
         LEFT JOIN payment_webhook_event AS event ON event.id = finding.webhook_event_id
        WHERE CASE
                WHEN finding.state = 'in_review' THEN EXISTS (
                  SELECT FROM payment_record AS payment
                   WHERE payment.payment_session_id = finding.payment_session_id AND payment.updated_at > finding.updated_at)
                WHEN finding.state = 'repaired' THEN false
                WHEN event.id IS NULL THEN finding.created_at < now() - interval '10 minutes'
                ELSE event.state NOT IN ${sqlList(EVENT.open)} END
        ORDER BY finding.created_at
        LIMIT $1`,
      [limit],
    )
  }

  async close(id: string, state: Extract<FindingState, "repaired" | "in_review">): Promise<void> {
    await this.#db.query(
      `WITH settled AS (
         UPDATE reconciliation_finding SET state = $2, updated_at = now()
          WHERE id = $1 AND state <> 'repaired' RETURNING reconciliation_run_id)
       UPDATE reconciliation_run SET repaired = repaired + CASE WHEN $2 = 'repaired' THEN 1 ELSE 0 END
        WHERE id = (SELECT reconciliation_run_id FROM settled)`,
      [id, state],
    )
  }

  /** Whether reconciliation found anything of an account since a moment: webhooks that should have reported it did not come. */
  async anySince(account: string, since: Date): Promise<boolean> {
    const [row] = await this.#db.query(
      `SELECT EXISTS (SELECT FROM reconciliation_finding WHERE account = $1 AND created_at > $2 AND webhook_event_id IS NOT NULL)`,
      [account, since],
    )
    return row.exists
  }
}
