import { readFileSync } from "node:fs"
import { join } from "node:path"
import { ANSWERABLE } from "../../../domain/disputes"
import { DISPUTE_STATES, REFUND_STATES } from "../../../domain/facts"
import { PAYMENT_STATES } from "../../../domain/states"
import {
  ATTEMPT_OUTCOMES,
  ATTENTION_STATES,
  DELIVERY_OUTCOMES,
  DELIVERY_PAYLOADS,
  DELIVERY_STATES,
  DESTINATION_STATES,
  FINDING_STATES,
  NOTIFICATION_STATES,
  RESOLUTIONS,
  WEBHOOK_EVENT_STATES,
  WEBHOOK_REPLAY_STATES,
  type DeliveryDestination,
  type PaymentAttentionDecision,
  type PaymentNotification,
  type PaymentTransition,
  type ReconciliationRun,
  type WebhookEvent,
} from "../../entities"
import type { Figure } from "../../metrics.sql"
import { CAUSED_STATES } from "../../../domain/webhook-causes"
import { DELIVERY, EVENT, MESSAGE, sqlList, WAITS_FOR_PAYMENT } from "../states"

/** All values of a union that has no constant: the compiler asks for each of them, and refuses any other. */
const all = <Value extends string>(values: Record<Value, true>): string[] => Object.keys(values)

/** Every list of values that the schema is to hold, by the CHECK or the index that has it. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  delivery_attempt_outcome_check: DELIVERY_OUTCOMES,
  delivery_destination_origin_check: all<DeliveryDestination["origin"]>({ options: true, api: true }),
  delivery_destination_payload_check: DELIVERY_PAYLOADS,
  delivery_destination_state_check: DESTINATION_STATES,
  delivery_due: DELIVERY.open,
  delivery_ended: DELIVERY.ended,
  delivery_failed: DELIVERY.recoverable,
  delivery_payload_check: DELIVERY_PAYLOADS,
  delivery_state_check: DELIVERY_STATES,
  payment_attention_decision_action_check: all<PaymentAttentionDecision["action"]>({
    accept: true,
    refund: true,
    dismiss: true,
    supersede: true,
  }),
  payment_attention_decision_outcome_check: all<PaymentAttentionDecision["outcome"]>({
    started: true,
    done: true,
    failed: true,
  }),
  payment_attention_resolution_check: RESOLUTIONS,
  payment_attention_state_check: ATTENTION_STATES,
  payment_dispute_deadline: ANSWERABLE,
  payment_dispute_state_check: DISPUTE_STATES,
  payment_metric_cell_figure_check: all<Figure>({ attempts: true, deliveries: true, events: true, messages: true }),
  payment_notification_attempt_outcome_check: ATTEMPT_OUTCOMES,
  payment_notification_audience_check: all<PaymentNotification["audience"]>({ customer: true, merchant: true }),
  payment_notification_due: MESSAGE.open,
  payment_notification_state_check: NOTIFICATION_STATES,
  payment_record_state_check: PAYMENT_STATES,
  payment_refund_state_check: REFUND_STATES,
  payment_transition_subject_check: all<PaymentTransition["subject"]>({ payment: true, refund: true, dispute: true }),
  payment_webhook_event_cause: CAUSED_STATES,
  payment_webhook_event_due: EVENT.open,
  payment_webhook_event_source_check: all<WebhookEvent["source"]>({ webhook: true, reconciliation: true, test: true }),
  payment_webhook_event_state_check: WEBHOOK_EVENT_STATES,
  payment_webhook_event_suspect: EVENT.open,
  payment_webhook_event_waiting: [...new Set(Object.values(WAITS_FOR_PAYMENT).flat())],
  payment_webhook_replay_event_state_check: CAUSED_STATES,
  payment_webhook_replay_state_check: WEBHOOK_REPLAY_STATES,
  reconciliation_finding_state_check: FINDING_STATES,
  reconciliation_run_state_check: all<ReconciliationRun["state"]>({ running: true, finished: true, failed: true }),
  reconciliation_run_trigger_check: all<ReconciliationRun["trigger"]>({ job: true, command: true }),
}

/** The lists of `schema.sql`; a test of the migrations compares that file with the schema they make. */
function listsOfSchema(): Record<string, string[]> {
  const schema = readFileSync(join(__dirname, "../../../../../schema.sql"), "utf8")
  const statements = schema.matchAll(/(?:CONSTRAINT|CREATE INDEX) (\w+) .*?= ANY \(ARRAY\[(.*?)\]/g)
  return Object.fromEntries([...statements].map(([, name, values]) => [name, valuesOf(values!)]))
}

const valuesOf = (list: string): string[] => [...list.matchAll(/'(\w+)'/g)].map(([, value]) => value!)

const sorted = (lists: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, [...values].sort()]))

it("has the code's values in every CHECK and every index, and no list that the code does not know", () => {
  expect(sorted(listsOfSchema())).toEqual(sorted(LISTS))
})

it("knows each state of an event and of a message in some list, so that none is forgotten by all queries", () => {
  expect([...new Set(Object.values(EVENT).flat())].sort()).toEqual([...WEBHOOK_EVENT_STATES].sort())
  expect([...new Set(Object.values(MESSAGE).flat())].sort()).toEqual([...NOTIFICATION_STATES].sort())
})

it("gives every state of a message to the queue or to retention, and to one of them only", () => {
  expect([...MESSAGE.open, ...MESSAGE.ended].sort()).toEqual([...NOTIFICATION_STATES].sort())
  expect([...DELIVERY.open, ...DELIVERY.ended].sort()).toEqual([...DELIVERY_STATES].sort())
})

it("writes a list as SQL does", () => {
  expect(sqlList(EVENT.open)).toBe("('received', 'processing', 'failed')")
})
