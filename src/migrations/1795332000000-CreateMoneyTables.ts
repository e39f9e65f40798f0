import type { MigrationInterface, QueryRunner } from "typeorm"

/** Captures, refunds and disputes of a payment, what needs a person's attention, and reconciliation with the provider. */
export class CreateMoneyTables1795332000000 implements MigrationInterface {
  readonly name = "CreateMoneyTables1795332000000"

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await queryRunner.query(statement)
  }
}

const UP = [
  `ALTER TABLE payment_webhook_event
     ADD COLUMN source text NOT NULL DEFAULT 'webhook' CHECK (source IN ('webhook', 'reconciliation')),
     ADD COLUMN fact text`,
  // Every transition looks for the events that wait for another one of its payment.
  `CREATE INDEX payment_webhook_event_waiting ON payment_webhook_event (account, provider_payment_id)
     WHERE reason IN ('no_session', 'awaits_payment', 'amount_mismatch', 'risk')`,
  `CREATE INDEX payment_webhook_event_account ON payment_webhook_event (account, received_at DESC) WHERE source = 'webhook'`,

  `ALTER TABLE payment_record
     ADD COLUMN authorized_amount bigint NOT NULL DEFAULT 0,
     ADD COLUMN refunded_amount bigint NOT NULL DEFAULT 0,
     ADD COLUMN told_captured_total bigint NOT NULL DEFAULT 0,
     ADD COLUMN told_refunded_total bigint NOT NULL DEFAULT 0`,
  `ALTER TABLE payment_transition
     ADD COLUMN subject text NOT NULL DEFAULT 'payment' CHECK (subject IN ('payment', 'refund', 'dispute')),
     ADD COLUMN subject_id text,
     ADD COLUMN followed_up_at timestamptz,
     ADD COLUMN follow_up_due_at timestamptz,
     ADD COLUMN follow_up_attempts integer NOT NULL DEFAULT 0`,
  // Moves from before this version stay without a due time: an upgrade follows nothing up that is long past.
  `CREATE INDEX payment_transition_follow_up ON payment_transition (follow_up_due_at) WHERE follow_up_due_at IS NOT NULL`,

  `CREATE TABLE payment_capture (
     id text PRIMARY KEY,
     payment_record_id text NOT NULL REFERENCES payment_record (id),
     provider_capture_id text NOT NULL,
     amount bigint NOT NULL,
     occurred_at timestamptz,
     created_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT payment_capture_once UNIQUE (payment_record_id, provider_capture_id)
   )`,
  `CREATE TABLE payment_refund (
     id text PRIMARY KEY,
     payment_record_id text NOT NULL REFERENCES payment_record (id),
     provider_refund_id text NOT NULL,
     state text NOT NULL CHECK (state IN ('pending', 'succeeded', 'failed')),
     amount bigint NOT NULL,
     currency_code text NOT NULL,
     reason_code text,
     occurred_at timestamptz,
     created_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT payment_refund_once UNIQUE (payment_record_id, provider_refund_id)
   )`,
  `CREATE TABLE payment_dispute (
     id text PRIMARY KEY,
     payment_record_id text NOT NULL REFERENCES payment_record (id),
     provider_dispute_id text NOT NULL,
     state text NOT NULL CHECK (state IN ('warning', 'opened', 'under_review', 'won', 'lost')),
     amount bigint NOT NULL,
     currency_code text NOT NULL,
     reason_code text,
     evidence_due_by timestamptz,
     reminded_at timestamptz,
     occurred_at timestamptz,
     created_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT payment_dispute_once UNIQUE (payment_record_id, provider_dispute_id)
   )`,
  `CREATE INDEX payment_dispute_deadline ON payment_dispute (evidence_due_by)
     WHERE state IN ('warning', 'opened') AND evidence_due_by IS NOT NULL`,

  `CREATE TABLE payment_attention (
     id text PRIMARY KEY,
     kind text NOT NULL,
     subject_key text NOT NULL,
     state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'deciding', 'resolved')),
     account text,
     payment_record_id text,
     webhook_event_id text,
     payment_session_id text,
     provider_payment_id text,
     cart_id text,
     order_id text,
     amount bigint,
     currency_code text,
     detail text NOT NULL,
     data json NOT NULL DEFAULT '{}',
     due_by timestamptz,
     resolution text CHECK (resolution IN ('accepted', 'refunded', 'dismissed', 'superseded')),
     announced_at timestamptz,
     created_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now(),
     resolved_at timestamptz,
     CONSTRAINT payment_attention_once UNIQUE (kind, subject_key)
   )`,
  `CREATE INDEX payment_attention_open ON payment_attention (created_at DESC) WHERE state <> 'resolved'`,
  `CREATE INDEX payment_attention_unannounced ON payment_attention (created_at) WHERE announced_at IS NULL`,
  `CREATE INDEX payment_attention_order ON payment_attention (order_id) WHERE order_id IS NOT NULL`,
  `CREATE INDEX payment_attention_event ON payment_attention (webhook_event_id) WHERE webhook_event_id IS NOT NULL`,
  `CREATE INDEX payment_attention_session ON payment_attention (payment_session_id) WHERE payment_session_id IS NOT NULL`,
  `CREATE TABLE payment_attention_decision (
     id text PRIMARY KEY,
     payment_attention_id text NOT NULL REFERENCES payment_attention (id),
     action text NOT NULL CHECK (action IN ('accept', 'refund', 'dismiss', 'supersede')),
     actor text NOT NULL,
     note text,
     outcome text NOT NULL CHECK (outcome IN ('started', 'done', 'failed')),
     detail text,
     created_at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE INDEX payment_attention_decision_item ON payment_attention_decision (payment_attention_id, created_at)`,

  `CREATE TABLE payment_method_use (
     id text PRIMARY KEY,
     account text NOT NULL,
     fingerprint text NOT NULL,
     payment_record_id text NOT NULL REFERENCES payment_record (id),
     created_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT payment_method_use_once UNIQUE (account, fingerprint, payment_record_id)
   )`,

  // A message is about a move, or about something that needs attention; its subject makes it unique.
  `ALTER TABLE payment_notification
     ALTER COLUMN payment_transition_id DROP NOT NULL,
     ALTER COLUMN payment_record_id DROP NOT NULL,
     ADD COLUMN payment_attention_id text REFERENCES payment_attention (id),
     ADD COLUMN subject text`,
  `UPDATE payment_notification SET subject = payment_transition_id`,
  `ALTER TABLE payment_notification
     ALTER COLUMN subject SET NOT NULL,
     DROP CONSTRAINT payment_notification_once,
     ADD CONSTRAINT payment_notification_once UNIQUE (subject, audience, channel, recipient),
     DROP CONSTRAINT payment_notification_audience_check,
     ADD CONSTRAINT payment_notification_audience_check CHECK (audience IN ('customer', 'merchant'))`,

  `CREATE TABLE reconciliation_run (
     id text PRIMARY KEY,
     trigger text NOT NULL CHECK (trigger IN ('job', 'command')),
     account text,
     since timestamptz,
     dry_run boolean NOT NULL DEFAULT false,
     state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'finished', 'failed')),
     cursor json,
     checked integer NOT NULL DEFAULT 0,
     differing integer NOT NULL DEFAULT 0,
     repaired integer NOT NULL DEFAULT 0,
     failed integer NOT NULL DEFAULT 0,
     calls integer NOT NULL DEFAULT 0,
     last_error text,
     started_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now(),
     finished_at timestamptz
   )`,
  `CREATE TABLE reconciliation_finding (
     id text PRIMARY KEY,
     reconciliation_run_id text NOT NULL REFERENCES reconciliation_run (id),
     account text NOT NULL,
     payment_session_id text,
     payment_record_id text,
     provider_payment_id text,
     detail text NOT NULL,
     ours json NOT NULL,
     theirs json NOT NULL,
     differs_since timestamptz,
     webhook_event_id text,
     state text NOT NULL DEFAULT 'found' CHECK (state IN ('found', 'repairing', 'repaired', 'held')),
     created_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE INDEX reconciliation_finding_run ON reconciliation_finding (reconciliation_run_id)`,
  `CREATE INDEX reconciliation_finding_open ON reconciliation_finding (created_at) WHERE state IN ('found', 'repairing')`,
  // When each payment is to be compared with its provider next.
  `CREATE TABLE reconciliation_check (
     payment_session_id text PRIMARY KEY,
     account text NOT NULL,
     provider_payment_id text,
     due_at timestamptz NOT NULL,
     attempts integer NOT NULL DEFAULT 0,
     finished boolean NOT NULL DEFAULT false,
     checked_at timestamptz,
     last_error text,
     started_at timestamptz NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE INDEX reconciliation_check_due ON reconciliation_check (account, due_at) WHERE NOT finished`,
]

const DOWN = [
  `DROP TABLE reconciliation_check`,
  `DROP TABLE reconciliation_finding`,
  `DROP TABLE reconciliation_run`,
  `DELETE FROM payment_notification WHERE payment_transition_id IS NULL OR audience <> 'customer'`,
  `ALTER TABLE payment_notification
     DROP CONSTRAINT payment_notification_audience_check,
     ADD CONSTRAINT payment_notification_audience_check CHECK (audience IN ('customer')),
     DROP CONSTRAINT payment_notification_once,
     ADD CONSTRAINT payment_notification_once UNIQUE (payment_transition_id, audience, channel, recipient),
     ALTER COLUMN payment_transition_id SET NOT NULL,
     ALTER COLUMN payment_record_id SET NOT NULL,
     DROP COLUMN payment_attention_id,
     DROP COLUMN subject`,
  `DROP TABLE payment_method_use`,
  `DROP TABLE payment_attention_decision`,
  `DROP TABLE payment_attention`,
  `DROP TABLE payment_dispute`,
  `DROP TABLE payment_refund`,
  `DROP TABLE payment_capture`,
  `ALTER TABLE payment_transition
     DROP COLUMN subject, DROP COLUMN subject_id,
     DROP COLUMN followed_up_at, DROP COLUMN follow_up_due_at, DROP COLUMN follow_up_attempts`,
  `ALTER TABLE payment_record
     DROP COLUMN authorized_amount, DROP COLUMN refunded_amount, DROP COLUMN told_captured_total, DROP COLUMN told_refunded_total`,
  `DROP INDEX payment_webhook_event_account`,
  `DROP INDEX payment_webhook_event_waiting`,
  `ALTER TABLE payment_webhook_event DROP COLUMN source, DROP COLUMN fact`,
]
