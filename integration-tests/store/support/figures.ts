import type { PluginDatabase } from "./module"

/** A message about a transition at `at`, and its fate. */
interface Reported {
  readonly id: string
  readonly account?: string
  readonly channel?: string
  readonly locale?: string | null
  /** The notification provider that it was handed to last. */
  readonly provider?: string
  readonly state?: "pending" | "sent" | "dead" | "suppressed"
  /** Outcome of each attempt, and the seconds from the transition to its end. */
  readonly attempts?: ReadonlyArray<readonly [outcome: string | null, seconds: number, actor?: string]>
  /** Seconds from the transition to the provider's receipt. */
  readonly receipt?: number
}

/** Writes a payment with one transition at `at` and the message about it. */
export async function report(database: PluginDatabase, at: Date, reported: Reported): Promise<void> {
  const {
    id,
    account = "stripe",
    channel = "email",
    locale = null,
    provider = null,
    state = "sent",
    attempts = [],
    receipt,
  } = reported
  await database.query(
    `INSERT INTO payment_record (id, payment_session_id, account, provider, state, amount, currency_code)
     VALUES ($1, $1, $2, 'stripe', 'captured', 100, 'eur')`,
    [`prec_${id}`, account],
  )
  await database.query(
    `INSERT INTO payment_transition (id, payment_record_id, version, webhook_event_id, fact, from_state, to_state, amount,
       currency_code, created_at)
     VALUES ($1, $2, 1, 'pwhe_1', 'payment.captured', 'pending', 'captured', 100, 'eur', $3)`,
    [`ptrn_${id}`, `prec_${id}`, at],
  )
  await database.query(
    `INSERT INTO payment_notification (id, subject, payment_transition_id, payment_record_id, fact, audience, channel, recipient,
       locale, template, data, state, give_up_at, next_attempt_at, created_at, delivered_at, provider_id)
     VALUES ($1, $2, $2, $3, 'payment.captured', 'customer', $4, 'ada@example.com', $5, 'payment.captured', '{}', $6, $7, $7, $7, $8, $9)`,
    [
      ...[`pnot_${id}`, `ptrn_${id}`, `prec_${id}`, channel, locale, state, at],
      ...[receipt === undefined ? null : later(at, receipt), provider],
    ],
  )
  for (const [index, [outcome, seconds, actor = null]] of attempts.entries()) {
    await database.query(
      `INSERT INTO payment_notification_attempt (id, payment_notification_id, number, outcome, started_at, ended_at, actor_id, provider_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [`pnot_${id}:${index + 1}`, `pnot_${id}`, index + 1, outcome, at, outcome && later(at, seconds), actor, provider],
    )
  }
}

export const later = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000)
