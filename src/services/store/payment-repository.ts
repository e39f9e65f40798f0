import type { DataSource, EntityManager } from "typeorm"
import { PaymentRecordEntity, PaymentTransitionEntity, type PaymentRecord, type PaymentTransition } from "./entities"

/** What is known of a payment when it moves; absent fields keep their value. */
export type PaymentRecordChange = Pick<
  PaymentRecord,
  "id" | "payment_session_id" | "account" | "provider" | "state" | "amount" | "currency_code"
> &
  Partial<Omit<PaymentRecord, "version" | "created_at" | "updated_at">>

export type NewTransition = Omit<
  PaymentTransition,
  "payment_record_id" | "version" | "announced_at" | "notified_at" | "created_at"
>

/** A payment after a move, and the row of the move. */
export interface Moved {
  readonly record: PaymentRecord
  readonly transition: PaymentTransition
}

/** Reads and writes of one payment, inside the transaction that holds its lock. */
export class PaymentTransaction {
  readonly #manager: EntityManager

  constructor(manager: EntityManager) {
    this.#manager = manager
  }

  findBySession(sessionId: string): Promise<PaymentRecord | null> {
    return this.#manager.getRepository(PaymentRecordEntity).findOneBy({ payment_session_id: sessionId })
  }

  /** Writes the record's new state and the row of the move, both at the next version. */
  async move(record: PaymentRecord | null, change: PaymentRecordChange, transition: NewTransition): Promise<Moved> {
    const version = (record?.version ?? 0) + 1
    const now = new Date()
    const next = { captured_amount: "0", created_at: now, ...record, ...change, version, updated_at: now } as PaymentRecord
    await this.#manager.getRepository(PaymentRecordEntity).upsert(next, ["id"])
    const moved: PaymentTransition = {
      ...transition,
      payment_record_id: next.id,
      version,
      created_at: now,
      announced_at: null,
      notified_at: null,
    }
    await this.#manager.getRepository(PaymentTransitionEntity).insert(moved)
    return { record: next, transition: moved }
  }
}

/** Seconds to wait for another worker on the same payment; then the event is tried again later. */
const LOCK_WAIT_SECONDS = 30

/** Core waits up to 30 s for a cart's lock and for the provider in between; beyond this nothing is going on any more. */
const LONGEST_WORK_SECONDS = 180

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
    const found = await this.#db.getRepository(PaymentRecordEntity).findOne({
      where: { account, provider_payment_id: providerPaymentId },
      select: { payment_session_id: true },
      order: { updated_at: "DESC" },
    })
    return found?.payment_session_id
  }

  findBySession(sessionId: string): Promise<PaymentRecord | null> {
    return this.#db.getRepository(PaymentRecordEntity).findOneBy({ payment_session_id: sessionId })
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
