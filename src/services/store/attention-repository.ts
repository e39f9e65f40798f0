import { In, Not, type DataSource } from "typeorm"
import { changedBy } from "./changed-by"
import { ABOUT_PAYMENT, RAISE, RAISED_COLUMNS, RESOLVE, TAKE } from "./attention.sql"
import {
  PaymentAttentionDecisionEntity,
  PaymentAttentionEntity,
  type PaymentAttention,
  type PaymentAttentionDecision,
  type Resolution,
  type WebhookEventState,
} from "./entities"
import { rowId } from "./row-id"

/** The fields of a new item; the others come from the payment or stay empty. */
export type NewAttention = Pick<PaymentAttention, "kind" | "subject_key" | "detail"> &
  Partial<Omit<PaymentAttention, "id" | "state" | "resolution" | "announced_at" | "created_at" | "updated_at" | "resolved_at">>

/** A decision as it is written down; `amount` only where the person gave the sum. */
export type NewDecision = Pick<PaymentAttentionDecision, "action" | "actor" | "note"> &
  Partial<Pick<PaymentAttentionDecision, "amount">>

/** An item with the state of the event that brought it up; null where that event is gone. */
export type ReviewedItem = PaymentAttention & { readonly event_state: WebhookEventState | null }

/** Attention items: put up once per kind and subject, decided once. */
export class AttentionRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /**
   * Puts an item up, or renews the one of the same kind and subject; `isNew` distinguishes them. An item that was superseded or
   * accepted and comes up again is open again, about the event that brought it up. An item that was refunded or dismissed stays
   * closed, unless it `isNews` that nobody decided about: a new capture, or another difference.
   */
  async raise(item: NewAttention, { isNews = false } = {}): Promise<{ item: PaymentAttention; isNew: boolean }> {
    const values = RAISED_COLUMNS.map((column) => item[column] ?? null)
    const [row] = await this.#db.query(RAISE, [rowId("patt"), JSON.stringify(item.data ?? {}), isNews, ...values])
    const { is_new: isNew, ...rest } = row
    return { item: rest as PaymentAttention, isNew }
  }

  find(id: string): Promise<PaymentAttention | null> {
    return this.#db.getRepository(PaymentAttentionEntity).findOneBy({ id })
  }

  /** The item of a quarantined event that is not resolved yet. */
  findUnresolvedOf(eventId: string): Promise<PaymentAttention | null> {
    return this.#db
      .getRepository(PaymentAttentionEntity)
      .findOne({ where: { webhook_event_id: eventId, state: Not("resolved") }, order: { created_at: "DESC" } })
  }

  /** The items that an event about this payment brought up: by its session, or by the provider's id of it. */
  aboutPayment(sessionId: string | null, account: string, providerPaymentId: string | null): Promise<ReviewedItem[]> {
    return this.#db.query(ABOUT_PAYMENT, [sessionId, account, providerPaymentId])
  }

  /** The item that an event brought up last, decided or not. */
  findLatestOf(eventId: string): Promise<PaymentAttention | null> {
    const where = { webhook_event_id: eventId }
    return this.#db.getRepository(PaymentAttentionEntity).findOne({ where, order: { created_at: "DESC" } })
  }

  /** Whether this provider payment came late, or beside the one that its session holds. */
  existsBeside(sessionId: string, providerPaymentId: string): Promise<boolean> {
    return this.#db.getRepository(PaymentAttentionEntity).existsBy({
      kind: In(["double_payment", "late_payment"]),
      payment_session_id: sessionId,
      provider_payment_id: providerPaymentId,
    })
  }

  /** The unresolved items of these kinds about a session. */
  unresolvedOf(sessionId: string, kinds: ReadonlyArray<PaymentAttention["kind"]>): Promise<PaymentAttention[]> {
    const where = { kind: In(kinds), payment_session_id: sessionId, state: Not("resolved" as const) }
    return this.#db.getRepository(PaymentAttentionEntity).findBy(where)
  }

  /** Items whose decision is being carried out, or was when the process died. */
  deciding(limit: number): Promise<PaymentAttention[]> {
    return this.#db
      .getRepository(PaymentAttentionEntity)
      .find({ where: { state: "deciding" }, order: { created_at: "ASC" }, take: limit })
  }

  /** Open items of one kind that neither a person nor a policy has tried to decide. */
  undecided(kind: PaymentAttention["kind"], limit: number): Promise<PaymentAttention[]> {
    return this.#db
      .getRepository(PaymentAttentionEntity)
      .createQueryBuilder("item")
      .where("item.state = 'open' AND item.kind = :kind", { kind })
      .andWhere("NOT EXISTS (SELECT FROM payment_attention_decision WHERE payment_attention_id = item.id)")
      .orderBy("item.created_at")
      .limit(limit)
      .getMany()
  }

  /** Items of these kinds that are still open although their event is not quarantined any more. */
  outlived(kinds: ReadonlyArray<PaymentAttention["kind"]>, limit: number): Promise<PaymentAttention[]> {
    return this.#db
      .getRepository(PaymentAttentionEntity)
      .createQueryBuilder("item")
      .innerJoin("PaymentWebhookEvent", "event", "event.id = item.webhook_event_id AND event.state IN ('processed', 'ignored')")
      .where("item.state = 'open' AND item.kind IN (:...kinds)", { kinds })
      .orderBy("item.created_at")
      .limit(limit)
      .getMany()
  }

  findBySubject(kind: PaymentAttention["kind"], subjectKey: string): Promise<PaymentAttention | null> {
    return this.#db.getRepository(PaymentAttentionEntity).findOneBy({ kind, subject_key: subjectKey })
  }

  decisions(attentionId: string): Promise<PaymentAttentionDecision[]> {
    return this.#db
      .getRepository(PaymentAttentionDecisionEntity)
      .find({ where: { payment_attention_id: attentionId }, order: { created_at: "ASC", id: "ASC" } })
  }

  /**
   * Takes an open item for one decision, before anything is done; `false` if another one has it or it is resolved. With `seenAt`,
   * only as it was then: its `updated_at` to the millisecond, which is all that a client has of it.
   */
  async begin(id: string, decision: NewDecision, seenAt: Date | null = null): Promise<boolean> {
    return this.#db.transaction(async (manager) => {
      if (!(await changedBy(manager, TAKE, [id, seenAt]))) return false
      await this.#write(manager, id, decision, "started", null)
      return true
    })
  }

  /**
   * Closes the item for good, once the decision is carried out. An item that is being decided cannot be superseded: its decision
   * closes it. With `about`, only while the item is about that event.
   */
  async resolve(
    id: string,
    resolution: Resolution,
    { action, actor, note, amount = null }: NewDecision,
    detail: string | null = null,
    about: string | null = null,
  ): Promise<boolean> {
    const resolved = await this.#db.query(RESOLVE, [id, resolution, rowId("patd"), action, actor, note, amount, detail, about])
    return resolved.length > 0
  }

  /** Opens the item again because the decision could not be carried out, and records the failure. */
  async reopen(id: string, decision: NewDecision, detail: string): Promise<void> {
    await this.#db.transaction(async (manager) => {
      await manager.query(
        `UPDATE payment_attention SET state = 'open', updated_at = now() WHERE id = $1 AND state = 'deciding'`,
        [id],
      )
      await this.#write(manager, id, decision, "failed", detail)
    })
  }

  /** The decision in progress, or the last one: it is written before it is carried out. */
  async lastDecision(id: string): Promise<PaymentAttentionDecision | null> {
    return (await this.decisions(id)).at(-1) ?? null
  }

  async markAnnounced(id: string): Promise<void> {
    await this.#db.query(`UPDATE payment_attention SET announced_at = now() WHERE id = $1`, [id])
  }

  /** Items whose domain event or notifications may have been lost with a process. */
  unannounced(ageSeconds: number, limit: number): Promise<PaymentAttention[]> {
    return this.#db
      .getRepository(PaymentAttentionEntity)
      .createQueryBuilder("item")
      .where("item.announced_at IS NULL")
      .andWhere("item.created_at < now() - make_interval(secs => :ageSeconds)", { ageSeconds })
      .orderBy("item.created_at")
      .limit(limit)
      .getMany()
  }

  async #write(
    manager: { query(sql: string, values: unknown[]): Promise<unknown> },
    id: string,
    { action, actor, note, amount = null }: NewDecision,
    outcome: PaymentAttentionDecision["outcome"],
    detail: string | null,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO payment_attention_decision (id, payment_attention_id, action, actor, note, amount, outcome, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [rowId("patd"), id, action, actor, note, amount, outcome, detail],
    )
  }
}
