import { In, type DataSource, type FindOptionsWhere } from "typeorm"
import { KeyLock } from "../queue/key-lock"
import { LOCK_WAIT_SECONDS, LONGEST_WORK_SECONDS } from "../queue/locks"
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
import { findPaymentBy, PaymentTransaction, type FactSet } from "./payment-transaction"
import { DUE_REFUNDS, HAS_MONEY } from "./payment-transaction.sql"
import type { RecordedTransition } from "./payment-changes"
import { advisoryLock } from "./queues/advisory-lock"
import { columnsOf } from "./save-row"

/** A payment with its known refunds and disputes. */
export interface KnownPayment {
  readonly record: PaymentRecord
  readonly refunds: readonly PaymentRefund[]
  readonly disputes: readonly PaymentDispute[]
}

/** The key of one payment: its session, or the provider's id of it within an account. */
export type PaymentKey =
  { readonly payment_session_id: string } | { readonly account: string; readonly provider_payment_id: string }

/** One condition for all sessions, and one for each account: a condition for each of many payments is slow to plan. */
function conditions(of: readonly PaymentKey[]): FindOptionsWhere<PaymentRecord>[] {
  const sessions = of.flatMap((key) => ("account" in key ? [] : [key.payment_session_id]))
  const others = of.filter((key) => "account" in key)
  return [
    ...(sessions.length ? [{ payment_session_id: In(sessions) }] : []),
    ...[...new Set(others.map(({ account }) => account))].map((account) => {
      const ids = others.flatMap((key) => (key.account === account ? [key.provider_payment_id] : []))
      return { account, provider_payment_id: In(ids) }
    }),
  ]
}

const isOf = (record: PaymentRecord, key: PaymentKey): boolean =>
  "account" in key
    ? record.account === key.account && record.provider_payment_id === key.provider_payment_id
    : record.payment_session_id === key.payment_session_id

const TRANSITION = columnsOf(PaymentTransitionEntity)
const PAYMENT = columnsOf(PaymentRecordEntity)

const TRANSITION_WITH_PAYMENT = `
  SELECT ${[...TRANSITION.map((column) => `transition.${column} AS t_${column}`), ...PAYMENT.map((column) => `record.${column} AS p_${column}`)].join(", ")}
    FROM payment_transition AS transition JOIN payment_record AS record ON record.id = transition.payment_record_id
   WHERE transition.id = $1`

/** Payment records and their transitions. */
export class PaymentRepository {
  readonly #db: DataSource
  readonly #afterPaymentFacts: FactSet
  readonly #locks = new KeyLock({ waitMs: LOCK_WAIT_SECONDS * 1000, holdMs: LONGEST_WORK_SECONDS * 1000 })

  constructor(cradle: { dataSource: DataSource; afterPaymentFacts: FactSet }) {
    this.#db = cradle.dataSource
    this.#afterPaymentFacts = cradle.afterPaymentFacts
  }

  /**
   * Runs `work` alone among all instances for `key`. Those of this process wait in memory, so that at most one of them waits with a
   * connection for another process. A worker that hangs with its connection open is cut off in the end. A worker that waits too
   * long for another one gives up, and the event is retried later.
   */
  serialize<T>(key: string, work: (payments: PaymentTransaction) => Promise<T>): Promise<T> {
    return this.#locks.run(key, () => this.#serializeAmongProcesses(key, work))
  }

  #serializeAmongProcesses<T>(key: string, work: (payments: PaymentTransaction) => Promise<T>): Promise<T> {
    return this.#db.transaction(async (manager) => {
      await advisoryLock(manager, `payment-notification:${key}`, {
        lock_timeout: `${LOCK_WAIT_SECONDS}s`,
        idle_in_transaction_session_timeout: `${LONGEST_WORK_SECONDS}s`,
      })
      return work(new PaymentTransaction(manager, this.#afterPaymentFacts))
    })
  }

  /** The session of a payment that an earlier event of the same account already named. */
  async findSessionOf(account: string, providerPaymentId: string): Promise<string | undefined> {
    const found = await this.#db.getRepository(PaymentRecordEntity).find({
      where: { account, provider_payment_id: providerPaymentId },
      select: { payment_session_id: true, state: true },
      order: { updated_at: "DESC" },
    })
    // One payment of the provider's may be known twice: canceled in its own session, captured late and detached into another.
    return (found.find(({ state }) => state === "captured") ?? found[0])?.payment_session_id
  }

  /** The number of transitions of a session's payment; 0 if nothing was reported of it. */
  async versionOf(sessionId: string): Promise<number> {
    const [found] = await this.#db.query(`SELECT version FROM payment_record WHERE payment_session_id = $1`, [sessionId])
    return found?.version ?? 0
  }

  findBySession(sessionId: string): Promise<PaymentRecord | null> {
    return findPaymentBy(this.#db.manager, "payment_session_id", sessionId)
  }

  /** Our rows of a payment, for comparing them with its provider's report. */
  async findKnown(of: PaymentKey): Promise<KnownPayment | undefined> {
    const [known] = await this.findAllKnown([of])
    return known
  }

  /** The same for many payments, in their order, with three queries in all. */
  async findAllKnown(of: readonly PaymentKey[]): Promise<(KnownPayment | undefined)[]> {
    if (!of.length) return []
    const records = await this.#db
      .getRepository(PaymentRecordEntity)
      .find({ where: conditions(of), order: { updated_at: "DESC" } })
    const where = { payment_record_id: In(records.map(({ id }) => id)) }
    const [refunds, disputes] = records.length
      ? await Promise.all([
          this.#db.getRepository(PaymentRefundEntity).findBy(where),
          this.#db.getRepository(PaymentDisputeEntity).findBy(where),
        ])
      : [[], []]
    return of.map((key) => {
      const record = records.find((one) => isOf(one, key))
      const hangsOnIt = ({ payment_record_id }: { readonly payment_record_id: string }) => payment_record_id === record?.id
      return record && { record, refunds: refunds.filter(hangsOnIt), disputes: disputes.filter(hangsOnIt) }
    })
  }

  /** The relevant payment of a cart or order: the one that changed last. */
  findLatest(of: { cart_id: string } | { order_id: string }): Promise<PaymentRecord | null> {
    return this.#db.getRepository(PaymentRecordEntity).findOne({ where: of, order: { updated_at: "DESC", id: "DESC" } })
  }

  findRecord(id: string): Promise<PaymentRecord | null> {
    return findPaymentBy(this.#db.manager, "id", id)
  }

  /** A payment of a cart that holds or has the money, and has not refunded it. */
  findPaidByCart(cartId: string): Promise<PaymentRecord | null> {
    return this.#db
      .getRepository(PaymentRecordEntity)
      .createQueryBuilder("record")
      .where("record.cart_id = :cartId", { cartId })
      .andWhere(HAS_MONEY)
      .getOne()
  }

  /** Payments whose refunds in Medusa are due to be looked at, the longest due first. */
  findRefundsDue(limit: number): Promise<PaymentRecord[]> {
    return this.#db
      .getRepository(PaymentRecordEntity)
      .createQueryBuilder("record")
      .where("record.refunds_due_at <= now()")
      .orderBy("record.refunds_due_at")
      .limit(limit)
      .getMany()
  }

  /** Looks at them again in so many seconds, after a fault. */
  async postponeRefunds(recordId: string, seconds: number): Promise<void> {
    await this.#db.query(DUE_REFUNDS, [recordId, seconds])
  }

  /** A transition with its payment, in one statement. */
  async findTransition(id: string): Promise<RecordedTransition | null> {
    const [found] = await this.#db.query(TRANSITION_WITH_PAYMENT, [id])
    if (!found) return null
    const part = (prefix: string, columns: readonly string[]) =>
      Object.fromEntries(columns.map((column) => [column, found[prefix + column]])) as never
    return { transition: part("t_", TRANSITION), record: part("p_", PAYMENT) }
  }

  async markTransition(id: string, column: "announced_at" | "notified_at"): Promise<void> {
    await this.#db.query(`UPDATE payment_transition SET ${column} = now() WHERE id = $1`, [id])
  }

  /** Transitions whose domain event or notifications may have been lost with a process: older than `ageSeconds`, oldest first. */
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
