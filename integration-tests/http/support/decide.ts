import { HttpError } from "../../../scripts/lib/http"
import { poll, type TestStore } from "../../setup"
import type { MerchantLife } from "./merchant-life"
import type { Decision } from "./merchants"
import { attentionOf } from "./attention"

/** An item that a person has to decide about. */
export interface OpenItem {
  readonly id: string
  readonly kind: string
  readonly payment_session_id: string | null
  readonly provider_payment_id: string | null
  /** How often a decision about it was taken and could not be carried out. */
  readonly failed: number
}

/** An order that stays unpaid is no money. */
const ABOUT_MONEY = `item.state = 'open' AND item.kind <> 'unpaid_order'`

const itemsWhere = async ({ db }: Pick<TestStore, "db">, where: string, ...values: unknown[]): Promise<OpenItem[]> =>
  (
    await db.query(
      `SELECT item.id, item.kind, item.payment_session_id, item.provider_payment_id,
              (SELECT count(*)::int FROM payment_attention_decision AS made
                WHERE made.payment_attention_id = item.id AND made.outcome = 'failed') AS failed
         FROM payment_attention AS item WHERE ${ABOUT_MONEY} AND ${where} ORDER BY item.created_at`,
      values,
    )
  ).rows

export const openItemsOf = (world: TestStore, { payments, sessions }: MerchantLife): Promise<OpenItem[]> =>
  itemsWhere(world, `(item.provider_payment_id = ANY($1) OR item.payment_session_id = ANY($2))`, payments, sessions)

/** Decides, as a person does in the admin; false where the item does not allow it. */
export async function decideOn(world: Pick<TestStore, "admin">, { id }: OpenItem, decision: Decision): Promise<boolean> {
  try {
    await attentionOf(world)[decision](id, { note: "as the history has it" })
    return true
  } catch (error) {
    if (error instanceof HttpError && error.status < 500) return false
    throw error
  }
}

/** Nothing is on its way to the store, and nothing is worked on. */
export async function quiet({ db, gateway }: TestStore): Promise<void> {
  await gateway.idle()
  const busy = `SELECT 1 FROM payment_webhook_event WHERE state IN ('received', 'processing')
                UNION ALL SELECT 1 FROM payment_attention WHERE state = 'deciding' LIMIT 1`
  await poll("the end of all work", async () => (await db.query(busy)).rows.length === 0, { timeoutMs: 300_000, everyMs: 200 })
}

/** The time after which news about a session that never came is ignored. */
const WAIT = 310

/**
 * Lets all the time pass that the store gives itself, and with `decides` has a person decide everything that is before one, one
 * decision after the other as the history has it, until nothing waits any more.
 */
export async function settle(world: TestStore, lives: readonly MerchantLife[], { decides }: { decides: boolean }): Promise<void> {
  const decisionsOf = ({ payment_session_id, provider_payment_id }: OpenItem): readonly Decision[] =>
    lives.find(
      ({ payments, sessions }) => payments.includes(provider_payment_id ?? "") || sessions.includes(payment_session_id ?? ""),
    )?.history.decisions ?? ["dismiss"]
  const refused = new Map<string, number>()
  for (let round = 1; round <= 10; round++) {
    await world.step(WAIT)
    await quiet(world)
    const { rows: waiting } = await world.db.query(`SELECT 1 FROM payment_webhook_event WHERE state = 'failed'`)
    const items = decides ? await itemsWhere(world, "true") : []
    if (round > 1 && waiting.length === 0 && items.length === 0) return
    for (const item of items) {
      const decisions = decisionsOf(item)
      const tries = item.failed + (refused.get(item.id) ?? 0)
      const isDone = await decideOn(world, item, decisions[Math.min(tries, decisions.length - 1)]!)
      if (!isDone && item.failed === 0) refused.set(item.id, (refused.get(item.id) ?? 0) + 1)
    }
  }
}
