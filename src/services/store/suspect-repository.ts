import type { DataSource } from "typeorm"
import type { ClaimedEvent } from "./webhook-event-repository"
import { CLAIM_SUSPECT, IS_SUSPECT_DUE } from "./webhook-event-queue.sql"

/** Events whose lease has lapsed before. They are not among those that `WebhookEventRepository.claim` finds. */
export class SuspectRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** Claims the one that is longest due. */
  async claim(leaseSeconds: number, leaseToken: string): Promise<ClaimedEvent | undefined> {
    const [event] = await this.#db.query(CLAIM_SUSPECT, [1, leaseSeconds, leaseToken])
    return event
  }

  /** Whether `claim` would find one. */
  async isDue(): Promise<boolean> {
    const [{ due }] = await this.#db.query(IS_SUSPECT_DUE)
    return due
  }

  /**
   * Takes one lapse back, because the worker that lost the lease is alive: it was slow, or could not reach the database. Its event
   * did not end it.
   */
  async excuse(id: string, leaseToken: string): Promise<void> {
    await this.#db.query(
      `UPDATE payment_webhook_event SET lapsed_leases = lapsed_leases - 1
        WHERE id = $1 AND lease_token <> $2 AND state = 'processing' AND lapsed_leases > 0`,
      [id, leaseToken],
    )
  }
}
