import type { DeliveryDestination } from "./entities"

/** The columns that a destination is made with, and their types in PostgreSQL. */
const GIVEN = {
  id: "text",
  kind: "text",
  description: "text",
  facts: "text[]",
  accounts: "text[]",
  payload: "text",
  config: "text",
  shown_config: "jsonb",
  secrets: "text",
  timeout_seconds: "int",
} as const satisfies Partial<Record<keyof DeliveryDestination, string>>

const COLUMNS = Object.keys(GIVEN)

const given = (recordset: string): string =>
  `${recordset} AS given(${Object.entries(GIVEN)
    .map(([name, type]) => `${name} ${type}`)
    .join(", ")})`

/** The columns that a person may change afterwards. */
export type Changeable = Exclude<keyof typeof GIVEN, "id" | "kind">

const CHANGEABLE = COLUMNS.filter((name): name is Changeable => name !== "id" && name !== "kind")

/** As if nothing had failed yet. */
const CLEAN = { consecutive_failures: 0, failing_since: "NULL", opened_until: "NULL", probing_until: "NULL", noticed_percent: 0 }

export const INSERT = `
  INSERT INTO delivery_destination (origin, ${COLUMNS.join(", ")})
  SELECT 'api', ${COLUMNS.join(", ")} FROM ${given("json_to_record($1)")}
  RETURNING *`

export const FIND = `SELECT * FROM delivery_destination WHERE id = $1 AND deleted_at IS NULL`

export const LIST = `SELECT * FROM delivery_destination WHERE deleted_at IS NULL ORDER BY created_at, id`

const CLEANED = Object.entries(CLEAN)
  .map(([column, value]) => `${column} = ${value}`)
  .join(", ")

/**
 * Changes these columns of the destination $1, if it has the version $2 or that is null, to $3, $4 …, and lets it be tried at once. One of
 * the options is changed there.
 */
export function update(columns: readonly Changeable[]): string {
  const unknown = columns.find((column) => !CHANGEABLE.includes(column))
  if (unknown) throw new Error(`a destination's ${unknown} is not changed`)
  const set = columns.map((column, index) => `${column} = $${index + 3}, `)
  return `
  UPDATE delivery_destination SET ${set.join("")}${CLEANED}, version = version + 1, updated_at = now()
   WHERE id = $1 AND origin = 'api' AND deleted_at IS NULL AND ($2::int IS NULL OR version = $2)
  RETURNING *`
}

/** Active again, it has a clean sheet. */
export const SET_STATE = `
  UPDATE delivery_destination
     SET state = $2, disabled_reason = CASE WHEN $2 = 'disabled' THEN $3 END, disabled_at = CASE WHEN $2 = 'disabled' THEN now() END,
         ${Object.entries(CLEAN)
           .map(([column, value]) => `${column} = CASE WHEN $2 = 'active' THEN ${value} ELSE ${column} END`)
           .join(", ")},
         version = version + 1, updated_at = now()
   WHERE id = $1 AND deleted_at IS NULL AND state <> $2
  RETURNING *`

export const MARK_DELETED = `
  UPDATE delivery_destination SET deleted_at = now(), version = version + 1, updated_at = now()
   WHERE id = $1 AND deleted_at IS NULL
  RETURNING id`

export const RESTORE_DELETED = `
  UPDATE delivery_destination SET deleted_at = NULL, version = version + 1, updated_at = now()
   WHERE id = $1 AND origin = 'api' AND deleted_at IS NOT NULL
  RETURNING id`

/** Hours without one success after which a destination is disabled. */
export const FAILS_FOR_HOURS = 120

/** The shares of this time of which the merchant is notified. */
const PERCENT = `CASE WHEN hours >= ${FAILS_FOR_HOURS} THEN 100 WHEN hours >= ${FAILS_FOR_HOURS * 0.9} THEN 90 ELSE 50 END`

/**
 * Destinations of which the merchant is still to be notified. The time goes from the first failure to the last one: one that was not
 * tried since does not fail.
 */
export const FAILING = `
  SELECT id, state, disabled_reason, disabled_at, failing_since, percent FROM (
    SELECT *, CASE WHEN state = 'active' THEN ${PERCENT} ELSE 100 END AS percent
      FROM (SELECT *, extract(epoch FROM updated_at - failing_since) / 3600 AS hours FROM delivery_destination) AS timed
     WHERE deleted_at IS NULL
       AND ((state = 'active' AND hours >= ${FAILS_FOR_HOURS / 2}) OR (state = 'disabled' AND disabled_reason IN ('failing', 'gone')))) AS failing
   WHERE percent > noticed_percent`

export const MARK_NOTICED = `
  UPDATE delivery_destination SET noticed_percent = $2 WHERE id = $1 AND noticed_percent < $2`

const COMPARED = ["kind", ...CHANGEABLE]

/** Destinations $1 of the options. One that comes back, or changed its kind, begins anew. */
export const SYNC = `
  WITH given AS (SELECT given.* FROM ${given("json_to_recordset($1)")}),
  gone AS (
    UPDATE delivery_destination SET deleted_at = now(), version = version + 1, updated_at = now()
     WHERE origin = 'options' AND deleted_at IS NULL AND id NOT IN (SELECT id FROM given))
  INSERT INTO delivery_destination AS known (origin, ${COLUMNS.join(", ")})
  SELECT 'options', ${COLUMNS.join(", ")} FROM given
  ON CONFLICT (id) DO UPDATE
    SET ${COMPARED.map((column) => `${column} = EXCLUDED.${column}`).join(", ")}, version = known.version + 1, updated_at = now(),
        state = CASE WHEN known.deleted_at IS NULL THEN known.state ELSE 'active' END, deleted_at = NULL,
        ${Object.entries(CLEAN)
          .map(([column, value]) => `${column} = ${value}`)
          .join(", ")}
  WHERE known.origin = 'options'
    AND (known.deleted_at IS NOT NULL
         OR (${COMPARED.map((column) => `known.${column}`).join(", ")})
            IS DISTINCT FROM (${COMPARED.map((column) => `EXCLUDED.${column}`).join(", ")}))`
