import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Medusa's tables whose `metadata` may hold a key of ours. */
const MARKED = ["order", "payment_collection", "capture", "refund"]
const KEYS = ["payment_notifications", "payment_notifications_reversals"]

interface Knex {
  raw(sql: string): Promise<{ rows: Array<Record<string, unknown>> }>
}

/** How many rows of Medusa's own tables carry a mark of ours in their metadata; tables of modules that live elsewhere are left out. */
export async function countMarks(container: MedusaContainer): Promise<Array<{ table: string; rows: number }>> {
  const db = container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
  const marked = KEYS.map((key) => `metadata -> '${key}' IS NOT NULL`).join(" OR ")
  const counts = []
  for (const table of MARKED) {
    const { rows: found } = await db.raw(`SELECT to_regclass('"${table}"') IS NOT NULL AS is_there`)
    if (!found[0]?.["is_there"]) continue
    const { rows } = await db.raw(`SELECT count(*)::int AS count FROM "${table}" WHERE ${marked}`)
    counts.push({ table, rows: rows[0]?.["count"] as number })
  }
  return counts
}
