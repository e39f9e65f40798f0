import type { DataSource } from "typeorm"
import type { PaymentState } from "../domain/states"
import { claimDue } from "./queues/lease"

/** A payment session that is compared with its provider at certain ages. */
export interface ReconciliationCheck {
  readonly payment_session_id: string
  readonly account: string
  readonly provider_payment_id: string | null
  readonly due_at: Date
  /** Failures in a row. */
  readonly attempts: number
  readonly finished: boolean
  readonly checked_at: Date | null
  readonly last_error: string | null
  /** When the payment began. */
  readonly started_at: Date
}

export type NewCheck = Pick<
  ReconciliationCheck,
  "payment_session_id" | "account" | "provider_payment_id" | "started_at" | "due_at"
>

/** After these states, a webhook has reported everything that a first comparison would find. */
const FINAL = ["captured", "canceled", "expired"] as const satisfies readonly PaymentState[]

export interface ReportedCheck extends Pick<ReconciliationCheck, "payment_session_id" | "started_at"> {
  readonly state: (typeof FINAL)[number]
  readonly moved_at: Date
}

const CLAIM = `${claimDue({
  table: "reconciliation_check",
  key: "payment_session_id",
  due: "due_at",
  where: "account = $3 AND NOT finished",
})} SELECT * FROM claimed`

/** A completed check: due again at `next`, or never. */
export interface CompletedCheck {
  readonly sessionId: string
  readonly next?: Date | undefined
}

/** The times at which payments are to be compared with their provider next. */
export class ReconciliationCheckRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** Adds the checks that are not planned yet. */
  async plan(checks: readonly NewCheck[]): Promise<void> {
    if (!checks.length) return
    await this.#db.query(
      `INSERT INTO reconciliation_check (payment_session_id, account, provider_payment_id, started_at, due_at)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[])
       ON CONFLICT (payment_session_id) DO NOTHING`,
      [
        checks.map(({ payment_session_id }) => payment_session_id),
        checks.map(({ account }) => account),
        checks.map(({ provider_payment_id }) => provider_payment_id),
        checks.map(({ started_at }) => started_at),
        checks.map(({ due_at }) => due_at),
      ],
    )
  }

  /** Accounts with payments that are due. */
  async dueAccounts(): Promise<string[]> {
    const rows: Array<{ account: string }> = await this.#db.query(
      `SELECT DISTINCT account FROM reconciliation_check WHERE NOT finished AND due_at <= now() ORDER BY account`,
    )
    return rows.map(({ account }) => account)
  }

  /** Due payments of an account that were never asked about, and whose webhooks have reported a final state since. */
  async findReported(account: string, limit: number): Promise<ReportedCheck[]> {
    return this.#db.query(
      `SELECT due.payment_session_id, due.started_at, payment.state, payment.updated_at AS moved_at
         FROM reconciliation_check AS due JOIN payment_record AS payment ON payment.payment_session_id = due.payment_session_id
        WHERE due.account = $1 AND NOT due.finished AND due.due_at <= now() AND due.checked_at IS NULL AND payment.state = ANY($2)
        LIMIT $3`,
      [account, FINAL, limit],
    )
  }

  /** Claims due payments of an account, longest due first; if their worker dies, they are due again by themselves. */
  claim(account: string, limit: number, leaseSeconds: number): Promise<ReconciliationCheck[]> {
    return this.#db.query(CLAIM, [limit, leaseSeconds, account])
  }

  /** Completes checks that were made, or found unnecessary. */
  async complete(completed: readonly CompletedCheck[]): Promise<void> {
    if (!completed.length) return
    await this.#db.query(
      `UPDATE reconciliation_check
          SET attempts = 0, last_error = NULL, checked_at = now(), finished = done.next IS NULL, due_at = COALESCE(done.next, due_at)
         FROM unnest($1::text[], $2::timestamptz[]) AS done (session, next)
        WHERE payment_session_id = done.session`,
      [completed.map(({ sessionId }) => sessionId), completed.map(({ next }) => next ?? null)],
    )
  }

  /** Makes a check due again later, because the comparison failed. */
  async postpone(sessionId: string, inSeconds: number, error: string): Promise<void> {
    await this.#db.query(
      `UPDATE reconciliation_check
          SET attempts = attempts + 1, last_error = $3, due_at = now() + make_interval(secs => $2)
        WHERE payment_session_id = $1`,
      [sessionId, inSeconds, error],
    )
  }

  /** Makes checks due at once again that were claimed but not begun. */
  async releaseClaims(sessionIds: readonly string[]): Promise<void> {
    await this.#db.query(`UPDATE reconciliation_check SET due_at = now() WHERE payment_session_id = ANY($1) AND NOT finished`, [
      sessionIds,
    ])
  }
}
