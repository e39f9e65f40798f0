import type { EntityManager } from "typeorm"
import { advisoryLock } from "./queues/advisory-lock"
import type { RecordedTransition, NewTransition, PaymentRecordChange, RowChange } from "./payment-changes"
import { AMEND, DUE_REFUNDS, INSERT_CAPTURE, INSERT_METHOD_USE, INSERT_TRANSITION, PAID_BESIDE } from "./payment-transaction.sql"
import { rowId } from "./row-id"
import { saveRow } from "./save-row"
import {
  PaymentCaptureEntity,
  PaymentDisputeEntity,
  PaymentRecordEntity,
  PaymentRefundEntity,
  type PaymentCapture,
  type PaymentDispute,
  type PaymentRecord,
  type PaymentRefund,
} from "./entities"

/** A payment before any report. */
const UNREPORTED = {
  authorized_amount: "0",
  captured_amount: "0",
  refunded_amount: "0",
  reported_captured_total: "0",
  reported_refunded_total: "0",
  payer_fee: "0",
  payment_collection_id: null,
  payment_id: null,
  cart_id: null,
  order_id: null,
  payment_provider_id: null,
  provider_payment_id: null,
  reason_code: null,
  occurred_at: null,
}

// `refunds_due_at` belongs to `dueRefunds`.
const savePayment = saveRow(PaymentRecordEntity, ["refunds_due_at"])
const saveRefund = saveRow(PaymentRefundEntity)
// `reminded_at` belongs to the reminder.
const saveDispute = saveRow(PaymentDisputeEntity, ["reminded_at"])

/** The facts that start after-payment work; a transition of any other fact is marked as done when it is written. */
export type FactSet = Pick<ReadonlySet<string>, "has">

/** One payment by a unique column. As plain SQL: each event reads its payment several times, and a built query costs more than its rows. */
export async function findPaymentBy(
  manager: EntityManager,
  column: "id" | "payment_session_id",
  value: string,
): Promise<PaymentRecord | null> {
  const [found] = await manager.query(`SELECT * FROM payment_record WHERE ${column} = $1`, [value])
  return found ?? null
}

/** Reads and writes of one payment, inside the transaction that holds its lock. */
export class PaymentTransaction {
  readonly #manager: EntityManager
  readonly #afterPaymentFacts: FactSet

  constructor(manager: EntityManager, afterPaymentFacts: FactSet) {
    this.#manager = manager
    this.#afterPaymentFacts = afterPaymentFacts
  }

  findBySession(sessionId: string): Promise<PaymentRecord | null> {
    return findPaymentBy(this.#manager, "payment_session_id", sessionId)
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
    const [found] = await this.#manager.query(PAID_BESIDE, [sessionId, payment_collection_id, cart_id])
    return found ?? null
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
    const { provider_capture_id, amount, occurred_at } = capture
    await this.#manager.query(INSERT_CAPTURE, [rowId("pcap"), recordId, provider_capture_id, amount, occurred_at])
  }

  /** Saves the last report of a refund: a new row, or `known` changed. */
  saveRefund(recordId: string, known: PaymentRefund | undefined, change: RowChange<PaymentRefund>): Promise<PaymentRefund> {
    return saveRefund(this.#manager, { id: rowId("pref"), payment_record_id: recordId, ...known, ...change })
  }

  /** Saves the last report of a dispute: a new row, or `known` changed. */
  saveDispute(
    recordId: string,
    known: PaymentDispute | undefined,
    change: Omit<RowChange<PaymentDispute>, "reminded_at">,
  ): Promise<PaymentDispute> {
    return saveDispute(this.#manager, { id: rowId("pdis"), payment_record_id: recordId, ...known, ...change })
  }

  /** Writes a report that is no transition: a later time of the same state, a total that adds nothing. The version stays. */
  async amend(
    record: PaymentRecord,
    changes: Partial<Pick<PaymentRecord, "occurred_at" | "reported_captured_total" | "reported_refunded_total">>,
  ): Promise<void> {
    const { occurred_at, reported_captured_total, reported_refunded_total } = changes
    await this.#manager.query(AMEND, [record.id, occurred_at, reported_captured_total, reported_refunded_total])
  }

  /** Has Medusa's rows of the payment's refunds looked at in so many seconds; null where they are complete. */
  async dueRefunds(recordId: string, seconds: number | null): Promise<void> {
    await this.#manager.query(DUE_REFUNDS, [recordId, seconds])
  }

  /** Records that a payment method was used for this payment; the fingerprint only distinguishes methods. */
  async recordPaymentMethodUse(account: string, fingerprint: string, recordId: string): Promise<void> {
    await this.#manager.query(INSERT_METHOD_USE, [rowId("pmus"), account, fingerprint, recordId])
  }

  /**
   * Writes the record's new state and the row of the transition, both at the next version, and requeues the events that came before
   * the one they build on: a refund that overtook its capture, a report that named an unknown payment, a partial capture before the
   * full authorization, a capture quarantined for a warning that is closed by now, an authorization under review that has ended, a
   * refund or a dispute of money that was under review or was dismissed. In the transition's own commit, so that no crash keeps them waiting.
   */
  async recordTransition(
    record: PaymentRecord | null,
    change: PaymentRecordChange,
    transition: NewTransition,
  ): Promise<RecordedTransition> {
    const version = (record?.version ?? 0) + 1
    const next = await savePayment(this.#manager, { ...UNREPORTED, ...record, ...change, version })
    const { subject = "payment", subject_id = null, notifiesNobody = false, startsNothing = false, ...rest } = transition
    const [written] = await this.#manager.query(INSERT_TRANSITION, [
      rest.id,
      next.id,
      version,
      rest.webhook_event_id,
      rest.fact,
      subject,
      subject_id,
      rest.from_state,
      rest.to_state,
      rest.amount,
      rest.currency_code,
      rest.reason_code,
      rest.occurred_at,
      notifiesNobody,
      !startsNothing && this.#afterPaymentFacts.has(rest.fact),
      next.updated_at,
      next.account,
      next.provider_payment_id,
      next.payment_session_id,
    ])
    return { record: next, transition: written }
  }
}
