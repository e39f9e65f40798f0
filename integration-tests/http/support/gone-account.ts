import { demoSecrets } from "../../../examples/store/src/demo-secrets"
import type { PaymentNotificationOptions } from "../../../src"
import { poll, type TestStore } from "../../setup"
import { anEvent, send, signed, urlOf } from "./webhooks"

type Accounts = NonNullable<PaymentNotificationOptions["accounts"]>

/** An account that a store's options leave out, and have again once somebody has mended them. */
const GONE = "gone"

const hmacAccount = (id: string): Accounts[number] => ({
  id,
  provider: "hmac",
  paymentProviders: ["pp_sandbox_sandbox"],
  options: { keys: [{ id: "demo", secrets: [demoSecrets.hmac] }] },
})

const stripeAccount: Accounts[number] = {
  id: "stripe",
  provider: "stripe",
  paymentProviders: ["pp_sandbox_sandbox"],
  options: { signingSecrets: [demoSecrets.stripe] },
}

export const withoutAccount: Accounts = [stripeAccount, hmacAccount("hmac")]
export const withAccount: Accounts = [...withoutAccount, hmacAccount(GONE)]

type World = Pick<TestStore, "url" | "db">

/** Has signed webhooks recorded, ids of their rows. They name no session, so that nothing is to be applied. */
async function recorded(world: World, times: number): Promise<string[]> {
  const events = Array.from({ length: times }, () => anEvent())
  for (let i = 0; i < times; i += 20) {
    await Promise.all(events.slice(i, i + 20).map((event) => send(urlOf(world, "hmac"), signed("hmac", event))))
  }
  return poll("the recorded events", async () => {
    const { rows } = await world.db.query<{ id: string }>(
      `SELECT id FROM payment_webhook_event WHERE event_id = ANY ($1) AND state = 'ignored'`,
      [events.map(({ id }) => id)],
    )
    return rows.length === times && rows.map(({ id }) => id)
  })
}

export const countOf = async ({ db }: Pick<World, "db">, state: string): Promise<number> =>
  (await db.query(`SELECT count(*)::int AS n FROM payment_webhook_event WHERE account = $1 AND state = $2`, [GONE, state]))
    .rows[0].n

/**
 * So many signed webhooks of an account that is not among the options any more: the store gives each of them up for the same cause.
 * `more` are events that were recorded already.
 */
export async function givenUp(world: World, times: number, more: readonly string[] = []): Promise<void> {
  const before = await countOf(world, "dead")
  const ids = [...(await recorded(world, times)), ...more]
  await world.db.query(
    `UPDATE payment_webhook_event SET account = $2, state = 'received', reason = NULL, processed_at = NULL, next_attempt_at = now()
      WHERE id = ANY ($1)`,
    [ids, GONE],
  )
  await poll("the events that are given up", async () => (await countOf(world, "dead")) === before + ids.length, {
    timeoutMs: 120_000,
  })
}
