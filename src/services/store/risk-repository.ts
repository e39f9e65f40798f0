import type { DataSource } from "typeorm"

/** Counts the observations that risk rules need. */
export class RiskRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** Failed attempts that were reported on a cart in the `minutes` before `until`, including those without effect. */
  async failuresOf(cartId: string, minutes: number, until: Date): Promise<number> {
    const [{ failures }] = await this.#db.query(
      `SELECT count(*)::int AS failures
         FROM payment_webhook_event AS event JOIN payment_record AS record ON record.id = event.payment_record_id
        WHERE record.cart_id = $1 AND event.fact = 'payment.failed' AND event.state = 'processed'
          AND event.received_at > $3::timestamptz - make_interval(mins => $2) AND event.received_at <= $3`,
      [cartId, minutes, until],
    )
    return failures
  }

  /** Whether the provider has accepted a payment of the session after its own review. */
  async isReviewAccepted(sessionId: string): Promise<boolean> {
    const [{ accepted }] = await this.#db.query(
      `SELECT EXISTS (
         SELECT FROM payment_attention AS item JOIN payment_attention_decision AS decision ON decision.payment_attention_id = item.id
          WHERE item.kind = 'risk' AND item.payment_session_id = $1 AND decision.action = 'accept' AND decision.actor = 'provider'
       ) AS accepted`,
      [sessionId],
    )
    return accepted
  }

  /** Carts other than this one that a payment method was used on in the `minutes` before `until`. */
  async otherCartsOf(
    use: { account: string; fingerprint: string; cartId: string },
    minutes: number,
    until: Date,
  ): Promise<number> {
    const [{ carts }] = await this.#db.query(
      `SELECT count(DISTINCT record.cart_id)::int AS carts
         FROM payment_method_use AS used JOIN payment_record AS record ON record.id = used.payment_record_id
        WHERE used.account = $1 AND used.fingerprint = $2 AND record.cart_id <> $3
          AND used.created_at > $5::timestamptz - make_interval(mins => $4)`,
      [use.account, use.fingerprint, use.cartId, minutes, until],
    )
    return carts
  }
}
