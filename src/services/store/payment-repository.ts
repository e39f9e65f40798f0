import type { DataSource } from "typeorm"
import {
  PaymentDisputeEntity,
  PaymentRecordEntity,
  PaymentRefundEntity,
  PaymentTransitionEntity,
  type PaymentDispute,
  type PaymentRecord,
  type PaymentRefund,
  type PaymentTransition,
} from "./entities"
import { PaymentTransaction } from "./payment-transaction"

/** Seconds to wait for another worker on the same payment; then the event is tried again later. */
const LOCK_WAIT_SECONDS = 30

/** Core waits up to 30 s for a cart's lock and for the provider in between; beyond this nothing is going on any more. */
const LONGEST_WORK_SECONDS = 180

/** A payment with what is known of its refunds and disputes. */
export interface KnownPayment {
  readonly record: PaymentRecord
  readonly refunds: readonly PaymentRefund[]
  readonly disputes: readonly PaymentDispute[]
}

/** Payment records and their transitions. */
export class PaymentRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /**
   * Runs `work` alone among all instances for `key`: the advisory lock lives and dies with its database connection, so a
   * killed worker frees it at once, and one that hangs with its connection open is cut off in the end.
   */
  serialize<T>(key: string, work: (payments: PaymentTransaction) => Promise<T>): Promise<T> {
    return this.#db.transaction(async (manager) => {
      await manager.query(
        `SELECT set_config('lock_timeout', $2, true), set_config('idle_in_transaction_session_timeout', $3, true),
                pg_advisory_xact_lock(hashtextextended($1, 0))`,
        [`payment-notification:${key}`, `${LOCK_WAIT_SECONDS}s`, `${LONGEST_WORK_SECONDS}s`],
      )
      return work(new PaymentTransaction(manager))
    })
  }

  /** The session of a payment that an earlier event of the same account already named. */
  async findSessionOf(account: string, providerPaymentId: string): Promise<string | undefined> {
    const found = await this.#db.getRepository(PaymentRecordEntity).find({
      where: { account, provider_payment_id: providerPaymentId },
      select: { payment_session_id: true, state: true },
      order: { updated_at: "DESC" },
    })
    // One payment of the provider's may be known twice: canceled in its own session, captured late and set aside in another.
    return (found.find(({ state }) => state === "captured") ?? found[0])?.payment_session_id
  }

  /** How often the payment of a session has moved; 0 where nothing was reported of it. */
  async versionOf(sessionId: string): Promise<number> {
    const found = await this.#db
      .getRepository(PaymentRecordEntity)
      .findOne({ where: { payment_session_id: sessionId }, select: { version: true } })
    return found?.version ?? 0
  }

  findBySession(sessionId: string): Promise<PaymentRecord | null> {
    return this.#db.getRepository(PaymentRecordEntity).findOneBy({ payment_session_id: sessionId })
  }

  /** All that is known of a payment, for comparing it with what its provider says. */
  async findKnown(
    of: { payment_session_id: string } | { account: string; provider_payment_id: string },
  ): Promise<KnownPayment | undefined> {
    const record = await this.#db.getRepository(PaymentRecordEntity).findOne({ where: of, order: { updated_at: "DESC" } })
    if (!record) return undefined
    const where = { payment_record_id: record.id }
    const [refunds, disputes] = await Promise.all([
      this.#db.getRepository(PaymentRefundEntity).findBy(where),
      this.#db.getRepository(PaymentDisputeEntity).findBy(where),
    ])
    return { record, refunds, disputes }
  }

  /** The payment that matters of a cart or order: the most recently moved one. */
  findLatest(of: { cart_id: string } | { order_id: string }): Promise<PaymentRecord | null> {
    return this.#db.getRepository(PaymentRecordEntity).findOne({ where: of, order: { updated_at: "DESC", id: "DESC" } })
  }

  findRecord(id: string): Promise<PaymentRecord | null> {
    return this.#db.getRepository(PaymentRecordEntity).findOneBy({ id })
  }

  findTransition(id: string): Promise<PaymentTransition | null> {
    return this.#db.getRepository(PaymentTransitionEntity).findOneBy({ id })
  }

  async markTransition(id: string, column: "announced_at" | "notified_at"): Promise<void> {
    await this.#db.getRepository(PaymentTransitionEntity).update({ id }, { [column]: new Date() })
  }

  /** Moves whose domain event or notifications may have been lost with a process: older than `ageSeconds`, oldest first. */
  unfinishedTransitions(ageSeconds: number, limit: number): Promise<PaymentTransition[]> {
    return this.#db
      .getRepository(PaymentTransitionEntity)
      .createQueryBuilder("transition")
      .where("(transition.announced_at IS NULL OR transition.notified_at IS NULL)")
      .andWhere("transition.created_at < now() - make_interval(secs => :ageSeconds)", { ageSeconds })
      .orderBy("transition.created_at")
      .limit(limit)
      .getMany()
  }
}
