import type { PaymentTransition } from "../../../src/services/store/entities"
import { poll, type TestStore } from "../../setup"
import { finishedEvent } from "./look"

/** The transitions of one session's payment, oldest first. */
export const transitionsOf = async ({ db }: Pick<TestStore, "db">, sessionId: string): Promise<PaymentTransition[]> =>
  (
    await db.query(
      `SELECT move.* FROM payment_transition move JOIN payment_record record ON record.id = move.payment_record_id
        WHERE record.payment_session_id = $1 ORDER BY move.version`,
      [sessionId],
    )
  ).rows

/** The transitions once the after-payment workflow of each is done or given up. */
export const afterPaymentDone = (
  world: Pick<TestStore, "db">,
  sessionId: string,
  timeoutMs = 60_000,
): Promise<PaymentTransition[]> =>
  poll(
    `the after-payment workflow of ${sessionId}`,
    async () => {
      const transitions = await transitionsOf(world, sessionId)
      return (
        transitions.length > 0 && transitions.every(({ after_payment_due_at }) => after_payment_due_at === null) && transitions
      )
    },
    { timeoutMs },
  )

/** Has the gateway report something, and waits until it is applied and its after-payment workflow is done. */
export async function reportAndAwait(
  world: Pick<TestStore, "db" | "gateway">,
  { paymentId, session }: { readonly paymentId: string; readonly session: { readonly id: string } },
  verb: Parameters<TestStore["gateway"]["client"]["change"]>[1],
  request: object = {},
): Promise<PaymentTransition[]> {
  const { event_id } = await world.gateway.client.change(paymentId, verb, request)
  await finishedEvent(world, event_id, "processed")
  return afterPaymentDone(world, session.id)
}

/** As if a crash had kept the transitions of a payment from being marked as done after payment. */
export async function forgetAfterPayment(world: Pick<TestStore, "db" | "job">, sessionId: string): Promise<void> {
  await world.db.query(
    `UPDATE payment_transition SET after_payment_done_at = NULL, after_payment_due_at = now()
      WHERE payment_record_id = (SELECT id FROM payment_record WHERE payment_session_id = $1)`,
    [sessionId],
  )
  await world.job("sweep")
}

/** The items put up for review, by kind. */
export const attentionOf = async ({ db }: Pick<TestStore, "db">, kind: string): Promise<any[]> =>
  (await db.query(`SELECT * FROM payment_attention WHERE kind = $1 ORDER BY created_at`, [kind])).rows
