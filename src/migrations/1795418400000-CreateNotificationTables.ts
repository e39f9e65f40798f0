import type { MigrationInterface, QueryRunner } from "typeorm"

/**
 * Every attempt at a notification, the audience of a message, browsers and preferences of customers, and the number of webhook calls
 * without a row.
 */
export class CreateNotificationTables1795418400000 implements MigrationInterface {
  readonly name = "CreateNotificationTables1795418400000"

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement)
  }
}

const LEDGER = [
  `ALTER TABLE payment_notification
     ADD COLUMN topic text,
     ADD COLUMN essential boolean NOT NULL DEFAULT true,
     ADD COLUMN customer_id text,
     ADD COLUMN digest_key text,
     ADD COLUMN told_by text REFERENCES payment_notification (id) ON DELETE SET NULL,
     ADD COLUMN fallback_of text REFERENCES payment_notification (id) ON DELETE SET NULL,
     ADD COLUMN provider_id text,
     ADD COLUMN external_id text,
     ADD COLUMN delivered_at timestamptz,
     ADD COLUMN resent_by text,
     ADD COLUMN resent_after integer NOT NULL DEFAULT 0`,
  // By channel first: what waits on one must not be walked past by another.
  `DROP INDEX payment_notification_due`,
  `CREATE INDEX payment_notification_due ON payment_notification (channel, next_attempt_at)
     WHERE state IN ('pending', 'sending', 'failed')`,
  `CREATE INDEX payment_notification_digest ON payment_notification (digest_key, created_at) WHERE digest_key IS NOT NULL`,
  `CREATE INDEX payment_notification_external ON payment_notification (external_id) WHERE external_id IS NOT NULL`,
  `CREATE INDEX payment_notification_handed_over ON payment_notification (notification_id) WHERE notification_id IS NOT NULL`,
  `CREATE INDEX payment_notification_told_by ON payment_notification (told_by) WHERE told_by IS NOT NULL`,
  `CREATE INDEX payment_notification_fallback ON payment_notification (fallback_of) WHERE fallback_of IS NOT NULL`,
  `CREATE INDEX payment_notification_created ON payment_notification (created_at)`,

  `CREATE TABLE payment_notification_attempt (
     id text PRIMARY KEY,
     payment_notification_id text NOT NULL REFERENCES payment_notification (id) ON DELETE CASCADE,
     number integer NOT NULL,
     actor_id text,
     outcome text CHECK (outcome IN ('sent', 'failed', 'unknown', 'suppressed')),
     code text,
     error text,
     provider_id text,
     external_id text,
     started_at timestamptz NOT NULL DEFAULT now(),
     ended_at timestamptz,
     CONSTRAINT payment_notification_attempt_once UNIQUE (payment_notification_id, number)
   )`,
  `CREATE INDEX payment_notification_attempt_started ON payment_notification_attempt (started_at)`,
  `CREATE INDEX payment_notification_dead ON payment_notification (created_at) WHERE state = 'dead'`,
]

const PUSH_SUBSCRIPTION = [
  `CREATE TABLE push_subscription (
     id text PRIMARY KEY,
     customer_id text NOT NULL,
     endpoint text NOT NULL,
     p256dh text NOT NULL,
     auth text NOT NULL,
     user_agent text,
     locale text,
     expires_at timestamptz,
     created_at timestamptz NOT NULL DEFAULT now(),
     last_seen_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT push_subscription_endpoint UNIQUE (endpoint)
   )`,
  `CREATE INDEX push_subscription_customer ON push_subscription (customer_id, last_seen_at DESC)`,
]

const NOTIFICATION_PREFERENCE = [
  `CREATE TABLE notification_preference (
     customer_id text PRIMARY KEY,
     topics jsonb NOT NULL DEFAULT '{}',
     quiet_from text,
     quiet_to text,
     time_zone text,
     created_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now()
   )`,
]

const WEBHOOK_COUNT = [
  `CREATE TABLE payment_webhook_count (
     bucket timestamptz NOT NULL,
     account text NOT NULL,
     outcome text NOT NULL,
     n bigint NOT NULL,
     PRIMARY KEY (bucket, account, outcome)
   )`,
]

const UP = [...LEDGER, ...PUSH_SUBSCRIPTION, ...NOTIFICATION_PREFERENCE, ...WEBHOOK_COUNT]

const DOWN = [
  `DROP TABLE payment_webhook_count`,
  `DROP TABLE notification_preference`,
  `DROP TABLE push_subscription`,
  `DROP TABLE payment_notification_attempt`,
  `DROP INDEX payment_notification_dead, payment_notification_created, payment_notification_told_by, payment_notification_fallback,
     payment_notification_handed_over, payment_notification_external, payment_notification_digest`,
  `DROP INDEX payment_notification_due`,
  `CREATE INDEX payment_notification_due ON payment_notification (next_attempt_at)
     WHERE state IN ('pending', 'sending', 'failed')`,
  `ALTER TABLE payment_notification
     DROP COLUMN topic, DROP COLUMN essential, DROP COLUMN customer_id, DROP COLUMN digest_key, DROP COLUMN told_by,
     DROP COLUMN fallback_of, DROP COLUMN provider_id, DROP COLUMN external_id, DROP COLUMN delivered_at,
     DROP COLUMN resent_by, DROP COLUMN resent_after`,
]
