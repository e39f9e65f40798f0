import type { CausedState } from "../domain/webhook-causes"
import { ERASED_EVENT } from "./erasure.sql"
import { ofCause } from "./webhook-cause.sql"
import { dueAnew } from "./webhook-event-queue.sql"

/** A row as its worker and the admin API read it. The position is exact to the microsecond as text, which a Date is not. */
export const COLUMNS = `id, event_state, account, cause, reason, state, total, done, failed, in_flight, after_received_at::text, after_id,
  actor, stopped_by, created_at, updated_at, ended_at`

/** The events of the cause $2 of the account $1 that a replay would take. */
export const countOf = (state: CausedState): string => `
  SELECT count(*)::int AS n FROM payment_webhook_event WHERE ${ofCause(state)} AND NOT ${ERASED_EVENT}`

/** Begins a replay, unless one of the same events is running: then there is no row. Its reason is that of the newest of the events. */
export const begin = (state: CausedState): string => `
  INSERT INTO payment_webhook_replay (account, cause, event_state, reason, id, total, actor)
  SELECT $1, $2, '${state}',
         (SELECT reason FROM payment_webhook_event WHERE ${ofCause(state)} ORDER BY received_at DESC, id DESC LIMIT 1), $3::text, $4::int, $5::text
  ON CONFLICT (event_state, account, cause) WHERE state = 'running' DO NOTHING
  RETURNING ${COLUMNS}`

export const FIND_RUNNING = `
  SELECT ${COLUMNS} FROM payment_webhook_replay WHERE account = $1 AND cause = $2 AND event_state = $3 AND state = 'running'`

/** Those that have something to do, the oldest first; one that was stopped still counts what becomes of its events in flight. */
export const OPEN = `
  SELECT ${COLUMNS} FROM payment_webhook_replay WHERE state = 'running' OR in_flight <> '{}' ORDER BY created_at, id FOR UPDATE`

export const STOP = `
  UPDATE payment_webhook_replay SET state = 'stopped', stopped_by = $2, ended_at = now(), updated_at = now()
   WHERE id = $1 AND state = 'running' RETURNING ${COLUMNS}`

/** The states of the events $1. */
export const STATES = `SELECT id, state FROM payment_webhook_event WHERE id = ANY ($1)`

/**
 * Makes the next $3 events due behind the position ($4, $5), with $7 seconds to give up, and answers them in order. Of those that came into
 * their state after the run $6 began, none is taken: one that fails anew is not tried over and over.
 */
export const advance = (state: CausedState): string => `
  WITH next AS (
    SELECT id, received_at FROM payment_webhook_event
     WHERE ${ofCause(state)} AND (received_at, id) > ($4::timestamptz, $5) AND NOT ${ERASED_EVENT}
       AND updated_at <= (SELECT created_at FROM payment_webhook_replay WHERE id = $6)
     ORDER BY received_at, id LIMIT $3 FOR UPDATE),
  due AS (
    UPDATE payment_webhook_event AS event SET ${dueAnew("$7")} FROM next WHERE event.id = next.id)
  SELECT id, received_at::text FROM next ORDER BY received_at, id`

export const SAVE = `
  UPDATE payment_webhook_replay
     SET in_flight = $2, done = done + $3, failed = failed + $4, after_received_at = $5, after_id = $6, state = $7,
         ended_at = CASE WHEN $7 = 'running' THEN NULL ELSE COALESCE(ended_at, now()) END, updated_at = now()
   WHERE id = $1`
