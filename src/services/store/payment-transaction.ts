import type { EntityManager } from "typeorm"
import { advisoryLock } from "./queues/advisory-lock"
import type { RecordedTransition, NewTransition, PaymentRecordChange, RowChange } from "./payment-changes"
import { HAS_MONEY, RELEASE } from "./payment-transaction.sql"
import { rowId } from "./row-id"
import {
  PaymentCaptureEntity,
  PaymentDisputeEntity,
  PaymentRecordEntity,
  PaymentRefundEntity,
  PaymentTransitionEntity,
  type PaymentCapture,
  type PaymentDispute,
  type PaymentRecord,
  type PaymentRefund,
  type PaymentTransition,
} from "./entities"

/** Amounts of a payment before any report. */
const NOTHING = {
  authorized_amount: "0",
  captured_amount: "0",
  refunded_amount: "0",
  reported_captured_total: "0",
  reported_refunded_total: "0",
}

/** The facts that start after-payment work; a transition of any other fact is marked as done when it is written. */
export type FactSet = Pick<ReadonlySet<string>, "has">

/** Reads and writes of one payment, inside the transaction that holds its lock. */
export class PaymentTransaction {
  readonly #manager: EntityManager
  readonly #afterPaymentFacts: FactSet

  constructor(manager: EntityManager, afterPaymentFacts: FactSet) {
    this.#manager = manager
    this.#afterPaymentFacts = afterPaymentFacts
  }

  findBySession(sessionId: string): Promise<PaymentRecord | null> {
    return this.#manager.getRepository(PaymentRecordEntity).findOneBy({ payment_session_id: sessionId })
  }

  /** Also keeps other workers away from `key` until this transaction ends: two sessions of one cart are two payments. */
  async lock(key: string): Promise<void> {
    await advisoryLock(this.#manager, `payment-notification:${key}`)
  }

  /** Another payment of the same cart or payment collection that holds or has the money, and has not refunded it. */
  async findPaidBeside(
    sessionId: string,
    { payment_collection_id, cart_id }: Pick<PaymentRecord, "payment_collection_id" | "cart_id">,
  ): Promise<PaymentRecord | null> {
    return this.#manager
      .getRepository(PaymentRecordEntity)
      .createQueryBuilder("record")
      .where("record.payment_session_id <> :sessionId", { sessionId })
      .andWhere("(record.payment_collection_id = :payment_collection_id OR record.cart_id = :cart_id)", {
        payment_collection_id,
        cart_id,
      })
      .andWhere(HAS_MONEY)
      .orderBy("record.created_at")
      .getOne()
  }

  captures(recordId: string): Promise<PaymentCapture[]> {
    return this.#manager.getRepository(PaymentCaptureEntity).findBy({ payment_record_id: recordId })
  }

  refunds(recordId: string): Promise<PaymentRefund[]> {
    return this.#manager.getRepository(PaymentRefundEntity).findBy({ payment_record_id: recordId })
  }

  disputes(recordId: string): Promise<PaymentDispute[]> {
    return this.#manager.getRepository(PaymentDisputeEntity).findBy({ payment_record_id: recordId })
  }

  /** Inserts a capture that the provider named; a known one stays as it is. */
  async insertCapture(recordId: string, capture: Omit<PaymentCapture, "id" | "payment_record_id" | "created_at">): Promise<void> {
    const row = { ...capture, id: rowId("pcap"), payment_record_id: recordId, created_at: new Date() }
    await this.#manager.createQueryBuilder().insert().into(PaymentCaptureEntity).values(row).orIgnore().execute()
  }

  /** Saves the last report of a refund: a new row, or `known` changed. */
  async saveRefund(recordId: string, known: PaymentRefund | undefined, change: RowChange<PaymentRefund>): Promise<PaymentRefund> {
    const row = changed(known, change, recordId, "pref")
    await this.#manager.getRepository(PaymentRefundEntity).upsert(row, ["id"])
    return row
  }

  /**
   * Saves the last report of a dispute: a new row, or `known` changed. `reminded_at` belongs to the reminder, and is not written
   * here.
   */
  async saveDispute(
    recordId: string,
    known: PaymentDispute | undefined,
    change: Omit<RowChange<PaymentDispute>, "reminded_at">,
  ): Promise<PaymentDispute> {
    const row = changed(known, { reminded_at: null, ...known, ...change }, recordId, "pdis")
    const { reminded_at: _theirs, ...reported } = row
    await this.#manager.getRepository(PaymentDisputeEntity).upsert(reported, ["id"])
    return row
  }

  /** Writes a report that is no transition: a later time of the same state, a total that adds nothing. The version stays. */
  async amend(
    record: PaymentRecord,
    changes: Partial<Pick<PaymentRecord, "occurred_at" | "reported_captured_total" | "reported_refunded_total">>,
  ): Promise<void> {
    await this.#manager.getRepository(PaymentRecordEntity).update({ id: record.id }, changes)
  }

  /** Records that a payment method was used for this payment; the fingerprint only distinguishes methods. */
  async recordPaymentMethodUse(account: string, fingerprint: string, recordId: string): Promise<void> {
    await this.#manager.query(
      `INSERT INTO payment_method_use (id, account, fingerprint, payment_record_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT ON CONSTRAINT payment_method_use_once DO NOTHING`,
      [rowId("pmus"), account, fingerprint, recordId],
    )
  }

  /**
   * Writes the record's new state and the row of the transition, both at the next version, and requeues the events that waited
   * for it.
   */
  async recordTransition(
    record: PaymentRecord | null,
    change: PaymentRecordChange,
    transition: NewTransition,
  ): Promise<RecordedTransition> {
    const version = (record?.version ?? 0) + 1
    const now = new Date()
    const next = { ...NOTHING, created_at: now, ...record, ...change, version, updated_at: now } as PaymentRecord
    await this.#manager.getRepository(PaymentRecordEntity).upsert(next, ["id"])
    const written: PaymentTransition = {
      subject: "payment",
      subject_id: null,
      ...transition,
      payment_record_id: next.id,
      version,
      created_at: now,
      announced_at: null,
      notified_at: transition.notified_at ?? null,
      ...(this.#afterPaymentFacts.has(transition.fact)
        ? { after_payment_done_at: null, after_payment_due_at: now }
        : { after_payment_done_at: now, after_payment_due_at: null }),
      after_payment_attempts: 0,
    }
    await this.#manager.getRepository(PaymentTransitionEntity).insert(written)
    await this.#release(next)
    return { record: next, transition: written }
  }

  /**
   * Requeues events that came before the one they build on: a refund that overtook its capture, a report that named an unknown
   * payment, a partial capture before the full authorization, a capture quarantined for a warning that is closed by now. It is
   * part of the transition's own commit, so that no crash keeps them waiting.
   */
  async #release({ account, provider_payment_id, payment_session_id }: PaymentRecord): Promise<void> {
    await this.#manager.query(RELEASE, [account, provider_payment_id, payment_session_id])
  }
}

function changed<Row extends PaymentRefund | PaymentDispute>(
  known: Row | undefined,
  change: RowChange<Row>,
  recordId: string,
  prefix: string,
): Row {
  const now = new Date()
  return { id: rowId(prefix), payment_record_id: recordId, created_at: now, ...known, ...change, updated_at: now } as Row
}
