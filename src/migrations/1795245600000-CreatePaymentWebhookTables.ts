import type { MigrationInterface, QueryRunner } from "typeorm"

/** The inbox, the state of each payment with its history, and the notification ledger. */
export class CreatePaymentWebhookTables1795245600000 implements MigrationInterface {
  readonly name = "CreatePaymentWebhookTables1795245600000"

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE payment_webhook_event (
        id text PRIMARY KEY,
        account text NOT NULL,
        provider text NOT NULL,
        event_id text NOT NULL,
        type text NOT NULL,
        body bytea,
        headers json NOT NULL,
        payload json NOT NULL,
        state text NOT NULL DEFAULT 'received'
          CHECK (state IN ('received', 'processing', 'processed', 'ignored', 'failed', 'dead', 'quarantined')),
        reason text,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL DEFAULT now(),
        give_up_at timestamptz NOT NULL,
        leased_until timestamptz,
        lease_token text,
        last_error text,
        payment_record_id text,
        payment_session_id text,
        provider_payment_id text,
        occurred_at timestamptz,
        received_at timestamptz NOT NULL,
        processed_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT payment_webhook_event_once UNIQUE (account, event_id)
      )`)
    // This index alone finds the due events: it stays small however long the history grows.
    await queryRunner.query(`
      CREATE INDEX payment_webhook_event_due ON payment_webhook_event (next_attempt_at)
        WHERE state IN ('received', 'processing', 'failed')`)
    await queryRunner.query(`CREATE INDEX payment_webhook_event_recent ON payment_webhook_event (received_at DESC, id DESC)`)
    await queryRunner.query(`
      CREATE INDEX payment_webhook_event_attention ON payment_webhook_event (state, received_at DESC)
        WHERE state IN ('failed', 'dead', 'quarantined')`)
    await queryRunner.query(`CREATE INDEX payment_webhook_event_record ON payment_webhook_event (payment_record_id)`)
    // Every move looks for what waits for it, by session or by the provider's payment.
    await queryRunner.query(`CREATE INDEX payment_webhook_event_session ON payment_webhook_event (payment_session_id)`)

    await queryRunner.query(`
      CREATE TABLE payment_record (
        id text PRIMARY KEY,
        payment_session_id text NOT NULL,
        payment_collection_id text,
        payment_id text,
        cart_id text,
        order_id text,
        account text NOT NULL,
        provider text NOT NULL,
        payment_provider_id text,
        provider_payment_id text,
        state text NOT NULL
          CHECK (state IN ('pending', 'requires_action', 'failed', 'authorized', 'captured', 'canceled', 'expired')),
        version integer NOT NULL DEFAULT 0,
        amount bigint NOT NULL,
        captured_amount bigint NOT NULL DEFAULT 0,
        currency_code text NOT NULL,
        reason_code text,
        occurred_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT payment_record_session UNIQUE (payment_session_id)
      )`)
    await queryRunner.query(`CREATE INDEX payment_record_cart ON payment_record (cart_id)`)
    await queryRunner.query(`CREATE INDEX payment_record_order ON payment_record (order_id)`)
    await queryRunner.query(`CREATE INDEX payment_record_provider_payment ON payment_record (account, provider_payment_id)`)

    await queryRunner.query(`
      CREATE TABLE payment_transition (
        id text PRIMARY KEY,
        payment_record_id text NOT NULL REFERENCES payment_record (id),
        version integer NOT NULL,
        webhook_event_id text NOT NULL,
        fact text NOT NULL,
        from_state text NOT NULL,
        to_state text NOT NULL,
        amount bigint NOT NULL,
        currency_code text NOT NULL,
        reason_code text,
        occurred_at timestamptz,
        announced_at timestamptz,
        notified_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT payment_transition_version UNIQUE (payment_record_id, version)
      )`)
    await queryRunner.query(`
      CREATE INDEX payment_transition_unannounced ON payment_transition (created_at)
        WHERE announced_at IS NULL OR notified_at IS NULL`)
    await queryRunner.query(`CREATE INDEX payment_transition_event ON payment_transition (webhook_event_id)`)

    await queryRunner.query(`
      CREATE TABLE payment_notification (
        id text PRIMARY KEY,
        payment_transition_id text NOT NULL REFERENCES payment_transition (id),
        payment_record_id text NOT NULL REFERENCES payment_record (id),
        fact text NOT NULL,
        audience text NOT NULL CHECK (audience IN ('customer')),
        channel text NOT NULL,
        recipient text NOT NULL,
        locale text,
        template text NOT NULL,
        data json NOT NULL,
        state text NOT NULL DEFAULT 'pending'
          CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'dead', 'suppressed')),
        reason text,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL DEFAULT now(),
        give_up_at timestamptz NOT NULL,
        leased_until timestamptz,
        lease_token text,
        notification_id text,
        last_error text,
        sent_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT payment_notification_once UNIQUE (payment_transition_id, audience, channel, recipient)
      )`)
    await queryRunner.query(`
      CREATE INDEX payment_notification_due ON payment_notification (next_attempt_at)
        WHERE state IN ('pending', 'sending', 'failed')`)
    await queryRunner.query(`CREATE INDEX payment_notification_record ON payment_notification (payment_record_id)`)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE payment_notification`)
    await queryRunner.query(`DROP TABLE payment_transition`)
    await queryRunner.query(`DROP TABLE payment_record`)
    await queryRunner.query(`DROP TABLE payment_webhook_event`)
  }
}
