import type { TestStore } from "../../setup"
import type { MerchantLife } from "./merchant-life"

/** With `HISTORIES_SHOW=1`: how often each act was done, refused or cut off, and what came of the items. */
export async function showLives({ db }: TestStore, lives: readonly MerchantLife[]): Promise<void> {
  if (!process.env.HISTORIES_SHOW) return
  const counts = new Map<string, number>()
  for (const { act, by, outcome } of lives.flatMap(({ outcomes }) => outcomes)) {
    const key = `${act}${by ? ` by ${by}` : ""}: ${outcome}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const { rows } = await db.query(
    `SELECT kind || ': ' || state || ' ' || COALESCE(resolution, '') AS what, count(*)::int FROM payment_attention GROUP BY 1`,
  )
  const { rows: failed } = await db.query(
    `SELECT action || ' failed: ' || detail AS what, count(*)::int FROM payment_attention_decision WHERE outcome = 'failed' GROUP BY 1`,
  )
  const lines = [...counts].sort().concat([...rows, ...failed].map(({ what, count }) => [what, count]))
  process.stderr.write(lines.map(([what, count]) => `${count} ${what}\n`).join(""))
}
