import { In, Not, type DataSource } from "typeorm"
import { changedBy } from "./changed-by"
import { RAISE, RAISED_COLUMNS } from "./attention.sql"
import {
  PaymentAttentionDecisionEntity,
  PaymentAttentionEntity,
  type PaymentAttention,
  type PaymentAttentionDecision,
  type Resolution,
} from "./entities"
import { rowId } from "./row-id"

/** What an item says when it is put up; the rest is known from the payment or not at all. */
export type NewAttention = Pick<PaymentAttention, "kind" | "subject_key" | "detail"> &
  Partial<Omit<PaymentAttention, "id" | "state" | "resolution" | "announced_at" | "created_at" | "updated_at" | "resolved_at">>

/** What needs a person: put up once per kind and subject, decided once. */
export class AttentionRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /**
   * Puts an item up, or answers the one that stands for the same kind and subject, with its news; `isNew` tells which. What had sorted
   * itself out or was accepted and comes up again is open again, about the event that brought it up; what was refunded or
   * dismissed stays decided, unless this is a `newCapture` that nobody decided about.
   */
  async raise(item: NewAttention, { newCapture = false } = {}): Promise<{ item: PaymentAttention; isNew: boolean }> {
    const values = RAISED_COLUMNS.map((column) => item[column] ?? null)
    const [row] = await this.#db.query(RAISE, [rowId("patt"), JSON.stringify(item.data ?? {}), newCapture, ...values])
    const { is_new: isNew, ...rest } = row
    return { item: rest as PaymentAttention, isNew }
  }

  find(id: string): Promise<PaymentAttention | null> {
    return this.#db.getRepository(PaymentAttentionEntity).findOneBy({ id })
  }

  /** What an event is held for and nobody has decided yet. */
  findUnresolvedOf(eventId: string): Promise<PaymentAttention | null> {
    return this.#db
      .getRepository(PaymentAttentionEntity)
      .findOne({ where: { webhook_event_id: eventId, state: Not("resolved") }, order: { created_at: "DESC" } })
  }

  /** Whether this payment of the provider's came beside the one that its session holds. */
  existsBeside(sessionId: string, providerPaymentId: string): Promise<boolean> {
    return this.#db.getRepository(PaymentAttentionEntity).existsBy({
      kind: In(["double_payment", "late_payment"]),
      payment_session_id: sessionId,
      provider_payment_id: providerPaymentId,
    })
  }

  /** Items that somebody is deciding, or was when the process died. */
  deciding(limit: number): Promise<PaymentAttention[]> {
    return this.#db
      .getRepository(PaymentAttentionEntity)
      .find({ where: { state: "deciding" }, order: { created_at: "ASC" }, take: limit })
  }

  /** Open items of one kind that nobody has tried to decide, neither a person nor a policy. */
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

  /** Items of these kinds that are still open although the event they are about is not held any more. */
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

  /** Takes an open item for one decision; `false` when somebody else has it or it is resolved. Written before anything is done. */
  async begin(id: string, decision: Pick<PaymentAttentionDecision, "action" | "actor" | "note">): Promise<boolean> {
    return this.#db.transaction(async (manager) => {
      const taken = await changedBy(
        manager,
        `UPDATE payment_attention SET state = 'deciding', updated_at = now() WHERE id = $1 AND state = 'open'`,
        [id],
      )
      if (!taken) return false
      await this.#write(manager, id, decision, "started", null)
      return true
    })
  }

  /** The decision is carried out: the item is closed for good. What is being decided is not superseded: it is the decision's to close. */
  async resolve(
    id: string,
    resolution: Resolution,
    decision: Pick<PaymentAttentionDecision, "action" | "actor" | "note">,
    detail: string | null = null,
  ): Promise<boolean> {
    return this.#db.transaction(async (manager) => {
      const changed = await changedBy(
        manager,
        `UPDATE payment_attention SET state = 'resolved', resolution = $2, resolved_at = now(), updated_at = now()
          WHERE id = $1 AND (state = 'open' OR (state = 'deciding' AND $2 <> 'superseded'))`,
        [id, resolution],
      )
      if (changed) await this.#write(manager, id, decision, "done", detail)
      return changed > 0
    })
  }

  /** The decision could not be carried out: the item is open again, and the failure on record. */
  async reopen(id: string, decision: Pick<PaymentAttentionDecision, "action" | "actor" | "note">, detail: string): Promise<void> {
    await this.#db.transaction(async (manager) => {
      await manager.query(
        `UPDATE payment_attention SET state = 'open', updated_at = now() WHERE id = $1 AND state = 'deciding'`,
        [id],
      )
      await this.#write(manager, id, decision, "failed", detail)
    })
  }

  /** The decision under way, or the last one: written before anything is done about it. */
  async lastDecision(id: string): Promise<PaymentAttentionDecision | null> {
    return (await this.decisions(id)).at(-1) ?? null
  }

  async markAnnounced(id: string): Promise<void> {
    await this.#db.query(`UPDATE payment_attention SET announced_at = now() WHERE id = $1`, [id])
  }

  /** Items whose event or notices may have been lost with a process. */
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
    { action, actor, note }: Pick<PaymentAttentionDecision, "action" | "actor" | "note">,
    outcome: PaymentAttentionDecision["outcome"],
    detail: string | null,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO payment_attention_decision (id, payment_attention_id, action, actor, note, outcome, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [rowId("patd"), id, action, actor, note, outcome, detail],
    )
  }
}
