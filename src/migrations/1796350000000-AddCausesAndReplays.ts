import type { MigrationInterface, QueryRunner } from "typeorm"
import { buildIndexes, type Index } from "../services/store/build-indexes"

const CAUSE = String.raw`to_hex(hashtextextended(
  coalesce(reason, '') || ' ' || left(regexp_replace(coalesce(last_error, ''), '(?<!\S)(?!\W?[45]\d\d\W{0,2}(?:\s|$))\S*[\d@]\S*', '#', 'g'), 200), 0))`

const ADDED: readonly Index[] = [
  [
    "payment_webhook_event_cause",
    "payment_webhook_event",
    `(state, account, (${CAUSE}), received_at, id) WHERE state IN ('dead', 'quarantined')`,
  ],
  ["payment_webhook_event_by_state_and_account", "payment_webhook_event", "(state, account, received_at DESC, id DESC)"],
  ["payment_webhook_event_by_type_and_account", "payment_webhook_event", "(type, account, received_at DESC, id DESC)"],
]

/** Which accounts, states and types are found together. */
const TOGETHER = "payment_webhook_event_together"

/** Finds events by their cause, and by two filters at once; and keeps the replays of all events of a cause. Runs outside a transaction. */
export class AddCausesAndReplays1796350000000 implements MigrationInterface {
  readonly name = "AddCausesAndReplays1796350000000"
  readonly transaction = false

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE IF NOT EXISTS payment_webhook_replay (
         id text PRIMARY KEY,
         event_state text NOT NULL CHECK (event_state IN ('dead', 'quarantined')),
         account text NOT NULL,
         cause text NOT NULL,
         reason text,
         state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'stopped', 'finished')),
         total int NOT NULL,
         done int NOT NULL DEFAULT 0,
         failed int NOT NULL DEFAULT 0,
         in_flight text[] NOT NULL DEFAULT '{}',
         after_received_at timestamptz NOT NULL DEFAULT '-infinity',
         after_id text NOT NULL DEFAULT '',
         actor text NOT NULL,
         stopped_by text,
         created_at timestamptz NOT NULL DEFAULT now(),
         updated_at timestamptz NOT NULL DEFAULT now(),
         ended_at timestamptz
       )`,
    )
    await queryRunner.query(
      `CREATE UNIQUE INDEX IF NOT EXISTS payment_webhook_replay_running
         ON payment_webhook_replay (event_state, account, cause) WHERE state = 'running'`,
    )
    await buildIndexes(queryRunner, ADDED)
    // Without it, PostgreSQL takes two filters for independent, expects a page of rows soon, and reads all of them where there are none.
    await queryRunner.query(
      `CREATE STATISTICS IF NOT EXISTS ${TOGETHER} (mcv) ON account, state, type FROM payment_webhook_event`,
    )
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP STATISTICS IF EXISTS ${TOGETHER}`)
    for (const [name] of ADDED) await queryRunner.query(`DROP INDEX IF EXISTS ${name}`)
    await queryRunner.query(`DROP TABLE IF EXISTS payment_webhook_replay`)
  }
}
