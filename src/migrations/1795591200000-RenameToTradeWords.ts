import type { MigrationInterface, QueryRunner } from "typeorm"

/**
 * Gives columns, indexes, constraints and stored values the trade's words. A column is renamed in place: no row is rewritten, but a
 * process of the version before fails on the new names until it is replaced.
 */
export class RenameToTradeWords1795591200000 implements MigrationInterface {
  readonly name = "RenameToTradeWords1795591200000"

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, was, is] of COLUMNS) await queryRunner.query(`ALTER TABLE ${table} RENAME COLUMN ${was} TO ${is}`)
    for (const [table, was, is] of CONSTRAINTS) await queryRunner.query(`ALTER TABLE ${table} RENAME CONSTRAINT ${was} TO ${is}`)
    for (const [was, is] of INDEXES) await queryRunner.query(`ALTER INDEX ${was} RENAME TO ${is}`)
    await rewriteValues(queryRunner, VALUES)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await rewriteValues(queryRunner, VALUES.map(reverse))
    for (const [was, is] of [...INDEXES].reverse()) await queryRunner.query(`ALTER INDEX ${is} RENAME TO ${was}`)
    for (const [table, was, is] of CONSTRAINTS) await queryRunner.query(`ALTER TABLE ${table} RENAME CONSTRAINT ${is} TO ${was}`)
    for (const [table, was, is] of COLUMNS) await queryRunner.query(`ALTER TABLE ${table} RENAME COLUMN ${is} TO ${was}`)
  }
}

const COLUMNS = [
  ["payment_record", "told_captured_total", "reported_captured_total"],
  ["payment_record", "told_refunded_total", "reported_refunded_total"],
  ["payment_notification", "told_by", "notified_by"],
  ["payment_notification", "fallback_of", "failover_of"],
  ["payment_transition", "followed_up_at", "after_payment_done_at"],
  ["payment_transition", "follow_up_due_at", "after_payment_due_at"],
  ["payment_transition", "follow_up_attempts", "after_payment_attempts"],
] as const

const CONSTRAINTS = [
  ["payment_notification", "payment_notification_told_by_fkey", "payment_notification_notified_by_fkey"],
  ["payment_notification", "payment_notification_fallback_of_fkey", "payment_notification_failover_of_fkey"],
] as const

const INDEXES = [
  // First: its name is the one that the index of failover_of takes.
  ["payment_notification_failover", "payment_notification_failed_over"],
  ["payment_notification_told_by", "payment_notification_notified_by"],
  ["payment_notification_fallback", "payment_notification_failover"],
  ["payment_transition_follow_up", "payment_transition_after_payment"],
] as const

interface Value {
  readonly table: string
  readonly column: string
  readonly was: string
  readonly is: string
  /** Every value that the column's CHECK allows, where it has one. */
  readonly allowed?: readonly string[]
}

const VALUES: readonly Value[] = [
  { table: "payment_attention", column: "kind", was: "follow_up_failed", is: "after_payment_failed" },
  {
    table: "payment_notification",
    column: "fact",
    was: "attention.follow_up_failed",
    is: "attention.after_payment_failed",
  },
  {
    table: "payment_notification",
    column: "template",
    was: "merchant.attention.follow_up_failed",
    is: "merchant.attention.after_payment_failed",
  },
  {
    table: "reconciliation_finding",
    column: "state",
    was: "held",
    is: "in_review",
    allowed: ["found", "repairing", "repaired"],
  },
]

const reverse = (value: Value): Value => ({ ...value, was: value.is, is: value.was })

async function rewriteValues(queryRunner: QueryRunner, values: readonly Value[]): Promise<void> {
  for (const { table, column, was, is, allowed } of values) {
    const check = `${table}_${column}_check`
    if (allowed) await queryRunner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${check}`)
    await queryRunner.query(`UPDATE ${table} SET ${column} = $1 WHERE ${column} = $2`, [is, was])
    if (!allowed) continue
    const list = [...allowed, is].map((value) => `'${value}'`).join(", ")
    await queryRunner.query(`ALTER TABLE ${table} ADD CONSTRAINT ${check} CHECK (${column} IN (${list}))`)
  }
}
