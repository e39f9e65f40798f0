import type { MigrationInterface, QueryRunner } from "typeorm"
import { buildIndexes, dropIndexes, type Index } from "../services/store/build-indexes"

/**
 * Every statement of the way of a webhook, every filter of an admin list and every round of retention has an index: a store is as
 * fast after five years as on its first day. Runs outside a transaction, so that large tables can be written meanwhile.
 */
export class AddAgeIndexes1795850400000 implements MigrationInterface {
  readonly name = "AddAgeIndexes1795850400000"
  readonly transaction = false

  async up(queryRunner: QueryRunner): Promise<void> {
    await buildIndexes(queryRunner, ADDED)
    await dropIndexes(queryRunner, REPLACED)
  }

  /** Medusa undoes a migration within a transaction: the indexes of before are built with the table locked. */
  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [name, table, on] of REPLACED) await queryRunner.query(`CREATE INDEX IF NOT EXISTS ${name} ON ${table} ${on}`)
    for (const [name] of ADDED) await queryRunner.query(`DROP INDEX IF EXISTS ${name}`)
  }
}

/** Indexes of a list: one for each filter, in the order of the list, so that its first page is the first rows of an index. */
const listed = (table: string, newest: string, filters: readonly string[], optional: readonly string[]): Index[] => [
  ...filters.map((column): Index => [`${table}_by_${column}`, table, `(${column}, ${newest} DESC, id DESC)`]),
  ...optional.map((column): Index => [
    `${table}_by_${column}`,
    table,
    `(${column}, ${newest} DESC, id DESC) WHERE ${column} IS NOT NULL`,
  ]),
]

const ADDED: readonly Index[] = [
  ...listed("payment_webhook_event", "received_at", ["account", "provider", "type", "state"], ["reason", "provider_payment_id"]),
  ["payment_webhook_event_by_event_id", "payment_webhook_event", "(event_id)"],
  ["payment_webhook_event_updated", "payment_webhook_event", "(updated_at DESC, id DESC)"],

  ...listed("payment_record", "updated_at", ["account", "provider", "state"], []),
  ["payment_record_updated", "payment_record", "(updated_at DESC, id DESC)"],
  ["payment_record_collection", "payment_record", "(payment_collection_id)"],
  ["payment_record_payment", "payment_record", "(payment_id)"],
  ["payment_record_of_provider", "payment_record", "(provider_payment_id, account)"],

  ...listed(
    "payment_notification",
    "created_at",
    ["state", "fact", "audience", "channel", "recipient"],
    ["reason", "topic", "customer_id"],
  ),
  ["payment_notification_newest", "payment_notification", "(created_at DESC, id DESC)"],
  ["payment_notification_updated", "payment_notification", "(updated_at DESC, id DESC)"],
  ["payment_notification_transition", "payment_notification", "(payment_transition_id)"],
  ["payment_notification_attention", "payment_notification", "(payment_attention_id) WHERE payment_attention_id IS NOT NULL"],
  // A look for messages that killed one worker after another reads those that are being sent, not all that wait.
  ["payment_notification_sending", "payment_notification", "(next_attempt_at) WHERE state = 'sending'"],

  ...listed("payment_attention", "created_at", ["kind", "state"], ["resolution", "account", "cart_id", "provider_payment_id"]),
  ["payment_attention_newest", "payment_attention", "(created_at DESC, id DESC)"],
  ["payment_attention_updated", "payment_attention", "(updated_at DESC, id DESC)"],

  ["payment_method_use_created", "payment_method_use", "(created_at)"],
  ["push_subscription_expires", "push_subscription", "(expires_at) WHERE expires_at IS NOT NULL"],

  ["reconciliation_check_finished", "reconciliation_check", "(COALESCE(checked_at, started_at)) WHERE finished"],
  ["reconciliation_run_trigger", "reconciliation_run", "(trigger, started_at DESC)"],
  ["reconciliation_finding_unrepaired", "reconciliation_finding", "(created_at) WHERE state <> 'repaired'"],
  ["reconciliation_finding_updated", "reconciliation_finding", "(updated_at)"],
  ["reconciliation_finding_account", "reconciliation_finding", "(account, created_at)"],
  ["reconciliation_finding_session", "reconciliation_finding", "(payment_session_id) WHERE payment_session_id IS NOT NULL"],
  ["reconciliation_finding_payment", "reconciliation_finding", "(provider_payment_id) WHERE provider_payment_id IS NOT NULL"],
  ["reconciliation_finding_event", "reconciliation_finding", "(webhook_event_id) WHERE webhook_event_id IS NOT NULL"],
]

/** Indexes that a new one has taken the place of: it begins with the same columns. */
const REPLACED: readonly Index[] = [
  ["payment_webhook_event_account", "payment_webhook_event", "(account, received_at DESC) WHERE source = 'webhook'"],
  [
    "payment_webhook_event_attention",
    "payment_webhook_event",
    "(state, received_at DESC) WHERE state IN ('failed', 'dead', 'quarantined')",
  ],
  ["payment_record_provider_payment", "payment_record", "(account, provider_payment_id)"],
  ["payment_notification_created", "payment_notification", "(created_at)"],
  ["payment_notification_dead", "payment_notification", "(created_at) WHERE state = 'dead'"],
  ["reconciliation_finding_open", "reconciliation_finding", "(created_at) WHERE state IN ('found', 'repairing')"],
]
