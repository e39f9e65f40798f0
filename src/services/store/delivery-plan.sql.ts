import { TEST_FACT } from "../domain/test-fact"

/** Days after which no attempt is planned any more: far beyond the retries, for deliveries that waited behind a pause. */
export const GIVE_UP_DAYS = 14

/**
 * The id of a delivery: sorted by time as its fact's id is, and the same whenever the fact is planned for the destination, so that two
 * that plan it at once plan one.
 */
const ID = `'pdel_' || substr(fact.event_id, strpos(fact.event_id, '_') + 1, 9)
      || substr(encode(sha256(convert_to(destination.id || ' ' || fact.event_id, 'UTF8')), 'hex'), 1, 20)`

/** Whether a `destination` wants a row of `fact`. */
export const MATCHES = `destination.facts && ARRAY[fact.fact, split_part(fact.fact, '.', 1) || '.*', '*']
   AND (destination.accounts = '{}' OR fact.account = ANY (destination.accounts))`

/**
 * The statement that plans the rows of a CTE `fact`: one delivery for each destination that wants the fact. It belongs into the
 * statement that writes the fact, so that no crash comes between the two. `only` is a further condition for the `destination`.
 */
export const planFacts = (only = "destination.state <> 'disabled'"): string =>
  insertFacts(`fact JOIN delivery_destination AS destination ON ${MATCHES} WHERE destination.deleted_at IS NULL AND ${only}`)

/** Inserts the deliveries of pairs of `fact` and `destination`. */
const insertFacts = (from: string): string => `
  INSERT INTO delivery
    (id, destination_id, event_id, fact, account, subject, sequence, payload, data, occurred_at, recorded_at, next_attempt_at, give_up_at)
  SELECT ${ID}, destination.id, fact.event_id, fact.fact, fact.account, fact.subject, fact.sequence, destination.payload,
         jsonb_strip_nulls(fact.data), fact.occurred_at, fact.recorded_at, now(), now() + interval '${GIVE_UP_DAYS} days'
    FROM ${from}
  ON CONFLICT ON CONSTRAINT delivery_once DO NOTHING`

/** The facts of transitions; `from` is a table or CTE that holds rows of `payment_transition`. Amounts are minor units as text. */
export const factsOfTransitions = (from: string): string => `
  SELECT transition.id AS event_id, transition.fact, record.account, record.id AS subject, transition.version AS sequence,
         transition.occurred_at, transition.created_at AS recorded_at,
         jsonb_build_object(
           'session_id', record.payment_session_id, 'payment_id', record.provider_payment_id, 'payment_record_id', record.id,
           'account', record.account, 'provider', record.provider, 'medusa_payment_id', record.payment_id,
           'cart_id', record.cart_id, 'order_id', record.order_id,
           'subject', transition.subject, 'subject_id', transition.subject_id,
           'state', transition.to_state, 'from_state', transition.from_state,
           'amount', transition.amount::text, 'currency', upper(transition.currency_code), 'reason_code', transition.reason_code,
           'captured_total', record.captured_amount::text, 'refunded_total', record.refunded_amount::text,
           'refund_id', refund.provider_refund_id,
           'dispute_id', dispute.provider_dispute_id, 'evidence_due_by', dispute.evidence_due_by) AS data
    FROM ${from} AS transition
    JOIN payment_record AS record ON record.id = transition.payment_record_id
    LEFT JOIN payment_refund AS refund ON transition.subject = 'refund' AND refund.id = transition.subject_id
    LEFT JOIN payment_dispute AS dispute ON transition.subject = 'dispute' AND dispute.id = transition.subject_id`

/** The data of an attention item that third parties get, without the sentence for a person: it may quote a provider. */
const ATTENTION_DATA = `
         jsonb_build_object(
           'attention_id', item.id, 'kind', item.kind, 'state', item.state, 'resolution', item.resolution,
           'account', item.account, 'payment_record_id', item.payment_record_id, 'session_id', item.payment_session_id,
           'payment_id', item.provider_payment_id, 'cart_id', item.cart_id, 'order_id', item.order_id,
           'amount', item.amount::text, 'currency', upper(item.currency_code), 'due_by', item.due_by) AS data`

/** How often the item was closed: it may come up again, and each time is a fact of its own. */
const CLOSINGS = `(SELECT count(*)::int FROM payment_attention_decision AS decision
    WHERE decision.payment_attention_id = item.id AND decision.outcome = 'done')`

/** An item is raised, closed, raised again …: 1, 2, 3 … */
const factsOfItems = (from: string, fact: string, sequence: string, at: string): string => `
  SELECT item.id || ':' || sequence AS event_id, '${fact}' AS fact, item.account, item.id AS subject, sequence,
         NULL::timestamptz AS occurred_at, item.${at} AS recorded_at, ${ATTENTION_DATA}
    FROM ${from} AS item, LATERAL (SELECT ${sequence} AS sequence) AS counted`

/** Items that are open and were not announced since. Raised again before that, an item is the same fact. */
export const factsOfRaised = (from: string): string => `
  ${factsOfItems(from, "attention.raised", `${CLOSINGS} * 2 + 1`, "updated_at")}
   WHERE item.state = 'open' AND item.announced_at IS NULL`

/** Items that this statement closes: the decision that it writes is not counted yet. */
export const factsOfResolved = (from: string): string =>
  factsOfItems(from, "attention.resolved", `(${CLOSINGS} + 1) * 2`, "resolved_at")

/** Messages that died. One that is sent again may die again, by a later attempt. Recipient and content are a person's. */
export const factsOfDead = (from: string): string => `
  SELECT message.id || ':' || message.attempts AS event_id, 'notification.dead' AS fact, record.account, message.id AS subject,
         message.attempts AS sequence, NULL::timestamptz AS occurred_at, message.updated_at AS recorded_at,
         jsonb_build_object(
           'notification_id', message.id, 'fact', message.fact, 'audience', message.audience, 'channel', message.channel,
           'reason', message.reason, 'payment_record_id', message.payment_record_id,
           'attention_id', message.payment_attention_id, 'order_id', record.order_id) AS data
    FROM ${from} AS message LEFT JOIN payment_record AS record ON record.id = message.payment_record_id
   WHERE message.state = 'dead'`

/** Plans the test $2, whatever facts the destination $1 wants. */
export const PLAN_TEST = `
  WITH fact AS (
    SELECT $2::text AS event_id, '${TEST_FACT}' AS fact, NULL::text AS account, $2::text AS subject, 1 AS sequence,
           NULL::timestamptz AS occurred_at, now() AS recorded_at, jsonb_build_object('destination_id', $1::text) AS data)
  ${insertFacts(`fact, delivery_destination AS destination WHERE destination.id = $1 AND destination.deleted_at IS NULL`)}
  RETURNING *`
