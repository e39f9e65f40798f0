import type { MigrationInterface, QueryRunner } from "typeorm"

/** Third parties that are sent facts, the facts that are sent to each of them, and every attempt at it. */
export class CreateDeliveryTables1796200000000 implements MigrationInterface {
  readonly name = "CreateDeliveryTables1796200000000"

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement)
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ["delivery_attempt", "delivery", "delivery_destination"]) await queryRunner.query(`DROP TABLE ${table}`)
  }
}

const OPEN = `state IN ('pending', 'sending', 'failed')`

const DESTINATION = [
  `CREATE TABLE delivery_destination (
     id text PRIMARY KEY,
     origin text NOT NULL CHECK (origin IN ('options', 'api')),
     kind text NOT NULL,
     description text,
     facts text[] NOT NULL,
     accounts text[] NOT NULL DEFAULT '{}',
     payload text NOT NULL DEFAULT 'full' CHECK (payload IN ('full', 'thin')),
     config text,
     shown_config jsonb NOT NULL DEFAULT '{}',
     secrets text,
     timeout_seconds integer NOT NULL DEFAULT 15,
     state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'disabled')),
     disabled_reason text,
     disabled_at timestamptz,
     version integer NOT NULL DEFAULT 1,
     consecutive_failures integer NOT NULL DEFAULT 0,
     failing_since timestamptz,
     opened_until timestamptz,
     probing_until timestamptz,
     noticed_percent integer NOT NULL DEFAULT 0,
     created_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now(),
     deleted_at timestamptz
   )`,
]

// No foreign key to the destination: each of them would lock the one row of its destination for every payment. Destinations are
// marked as deleted and stay.
const DELIVERY = [
  `CREATE TABLE delivery (
     id text PRIMARY KEY,
     destination_id text NOT NULL,
     event_id text NOT NULL,
     fact text NOT NULL,
     account text,
     subject text NOT NULL,
     sequence integer NOT NULL,
     payload text NOT NULL CHECK (payload IN ('full', 'thin')),
     data jsonb NOT NULL,
     occurred_at timestamptz,
     recorded_at timestamptz NOT NULL,
     state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'delivered', 'failed', 'dead', 'canceled')),
     reason text,
     attempts integer NOT NULL DEFAULT 0,
     replayed_by text,
     replayed_after integer NOT NULL DEFAULT 0,
     next_attempt_at timestamptz NOT NULL DEFAULT now(),
     give_up_at timestamptz NOT NULL,
     lease_token text,
     leased_until timestamptz,
     lapsed_leases integer NOT NULL DEFAULT 0,
     last_error text,
     last_status integer,
     delivered_at timestamptz,
     created_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT delivery_once UNIQUE (event_id, destination_id)
   )`,
  `CREATE INDEX delivery_due ON delivery (destination_id, next_attempt_at) WHERE ${OPEN}`,
  `CREATE INDEX delivery_order ON delivery (destination_id, subject, sequence) WHERE ${OPEN}`,
  // Two of one subject on their way would arrive in any order: no fault of a claim may let that happen.
  `CREATE UNIQUE INDEX delivery_in_flight ON delivery (destination_id, subject) WHERE state = 'sending'`,
  `CREATE INDEX delivery_failed ON delivery (destination_id, updated_at) WHERE state IN ('failed', 'dead')`,
  `CREATE INDEX delivery_ended ON delivery (updated_at) WHERE state IN ('delivered', 'dead', 'canceled')`,
  `CREATE INDEX delivery_created ON delivery (created_at DESC, id DESC)`,
  `CREATE INDEX delivery_of_destination ON delivery (destination_id, created_at DESC, id DESC)`,
  `CREATE INDEX delivery_of_state ON delivery (state, created_at DESC, id DESC)`,
  `CREATE INDEX delivery_of_fact ON delivery (fact, created_at DESC, id DESC)`,
  `CREATE INDEX delivery_of_subject ON delivery (subject, created_at DESC, id DESC)`,
]

const ATTEMPT = [
  `CREATE TABLE delivery_attempt (
     id text PRIMARY KEY,
     delivery_id text NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
     number integer NOT NULL,
     outcome text NOT NULL CHECK (outcome IN ('delivered', 'failed', 'unknown')),
     status integer,
     error text,
     answer text,
     actor_id text,
     started_at timestamptz NOT NULL,
     ended_at timestamptz NOT NULL DEFAULT now(),
     CONSTRAINT delivery_attempt_once UNIQUE (delivery_id, number)
   )`,
  `CREATE INDEX delivery_attempt_started ON delivery_attempt (started_at)`,
]

const UP = [...DESTINATION, ...DELIVERY, ...ATTEMPT]
