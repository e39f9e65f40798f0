import { PAYMENT_NOTIFICATION_MODULE } from "./module-name"

/** How `query.graph` finds our entities: by alias, through the service's `listX` and `listAndCountX`. */
export const joinerConfig = {
  serviceName: PAYMENT_NOTIFICATION_MODULE,
  primaryKeys: ["id"],
  linkableKeys: {
    payment_webhook_event_id: "PaymentWebhookEvent",
    payment_record_id: "PaymentRecord",
    payment_transition_id: "PaymentTransition",
    payment_notification_id: "PaymentNotification",
    payment_notification_attempt_id: "PaymentNotificationAttempt",
    payment_refund_id: "PaymentRefund",
    payment_dispute_id: "PaymentDispute",
    payment_attention_id: "PaymentAttention",
    push_subscription_id: "PushSubscription",
    reconciliation_run_id: "ReconciliationRun",
    reconciliation_finding_id: "ReconciliationFinding",
  },
  schema: `
    type PaymentWebhookEvent {
      id: ID!
      account: String!
      provider: String!
      event_id: String!
      type: String!
      source: String!
      fact: String
      state: String!
      reason: String
      attempts: Int!
      next_attempt_at: DateTime!
      give_up_at: DateTime!
      last_error: String
      payment_record_id: String
      payment_session_id: String
      provider_payment_id: String
      occurred_at: DateTime
      received_at: DateTime!
      processed_at: DateTime
      created_at: DateTime!
      updated_at: DateTime!
    }
    type PaymentRecord {
      id: ID!
      payment_session_id: String!
      payment_collection_id: String
      payment_id: String
      cart_id: String
      order_id: String
      account: String!
      provider: String!
      payment_provider_id: String
      provider_payment_id: String
      state: String!
      version: Int!
      amount: String!
      authorized_amount: String!
      captured_amount: String!
      refunded_amount: String!
      currency_code: String!
      reason_code: String
      occurred_at: DateTime
      created_at: DateTime!
      updated_at: DateTime!
    }
    type PaymentTransition {
      id: ID!
      payment_record_id: String!
      version: Int!
      webhook_event_id: String!
      fact: String!
      subject: String!
      subject_id: String
      from_state: String!
      to_state: String!
      amount: String!
      currency_code: String!
      reason_code: String
      occurred_at: DateTime
      announced_at: DateTime
      notified_at: DateTime
      followed_up_at: DateTime
      follow_up_due_at: DateTime
      follow_up_attempts: Int!
      created_at: DateTime!
    }
    type PaymentNotification {
      id: ID!
      subject: String!
      payment_transition_id: String
      payment_record_id: String
      payment_attention_id: String
      fact: String!
      audience: String!
      channel: String!
      recipient: String!
      template: String!
      state: String!
      reason: String
      attempts: Int!
      next_attempt_at: DateTime!
      notification_id: String
      last_error: String
      topic: String
      essential: Boolean!
      customer_id: String
      told_by: String
      fallback_of: String
      failed_over_at: DateTime
      resent_by: String
      provider_id: String
      external_id: String
      sent_at: DateTime
      delivered_at: DateTime
      created_at: DateTime!
      updated_at: DateTime!
    }
    type PaymentNotificationAttempt {
      id: ID!
      payment_notification_id: String!
      number: Int!
      actor_id: String
      outcome: String
      code: String
      error: String
      provider_id: String
      external_id: String
      started_at: DateTime!
      ended_at: DateTime
    }
    type PaymentCapture {
      id: ID!
      payment_record_id: String!
      provider_capture_id: String!
      amount: String!
      occurred_at: DateTime
      created_at: DateTime!
    }
    type PaymentRefund {
      id: ID!
      payment_record_id: String!
      provider_refund_id: String!
      state: String!
      amount: String!
      currency_code: String!
      reason_code: String
      occurred_at: DateTime
      created_at: DateTime!
      updated_at: DateTime!
    }
    type PaymentDispute {
      id: ID!
      payment_record_id: String!
      provider_dispute_id: String!
      state: String!
      amount: String!
      currency_code: String!
      reason_code: String
      evidence_due_by: DateTime
      reminded_at: DateTime
      occurred_at: DateTime
      created_at: DateTime!
      updated_at: DateTime!
    }
    type PaymentAttention {
      id: ID!
      kind: String!
      subject_key: String!
      state: String!
      account: String
      payment_record_id: String
      webhook_event_id: String
      payment_session_id: String
      provider_payment_id: String
      cart_id: String
      order_id: String
      amount: String
      currency_code: String
      detail: String!
      due_by: DateTime
      resolution: String
      created_at: DateTime!
      updated_at: DateTime!
      resolved_at: DateTime
    }
    type PaymentAttentionDecision {
      id: ID!
      payment_attention_id: String!
      action: String!
      actor: String!
      note: String
      outcome: String!
      detail: String
      created_at: DateTime!
    }
    type PushSubscription {
      id: ID!
      customer_id: String!
      user_agent: String
      locale: String
      expires_at: DateTime
      created_at: DateTime!
      last_seen_at: DateTime!
    }
    type ReconciliationRun {
      id: ID!
      trigger: String!
      account: String
      since: DateTime
      dry_run: Boolean!
      state: String!
      checked: Int!
      differing: Int!
      repaired: Int!
      failed: Int!
      calls: Int!
      last_error: String
      started_at: DateTime!
      updated_at: DateTime!
      finished_at: DateTime
    }
    type ReconciliationFinding {
      id: ID!
      reconciliation_run_id: String!
      account: String!
      payment_session_id: String
      payment_record_id: String
      provider_payment_id: String
      detail: String!
      differs_since: DateTime
      webhook_event_id: String
      state: String!
      created_at: DateTime!
      updated_at: DateTime!
    }`,
  alias: [
    alias("payment_webhook_event", "PaymentWebhookEvent"),
    alias("payment_record", "PaymentRecord"),
    alias("payment_transition", "PaymentTransition"),
    alias("payment_notification", "PaymentNotification"),
    alias("payment_notification_attempt", "PaymentNotificationAttempt"),
    alias("payment_capture", "PaymentCapture"),
    alias("payment_refund", "PaymentRefund"),
    alias("payment_dispute", "PaymentDispute"),
    alias("payment_attention", "PaymentAttention"),
    alias("payment_attention_decision", "PaymentAttentionDecision"),
    alias("push_subscription", "PushSubscription"),
    alias("reconciliation_run", "ReconciliationRun"),
    alias("reconciliation_finding", "ReconciliationFinding"),
  ],
}

function alias(name: string, entity: string) {
  return { name: [name, `${name}s`], entity, args: { methodSuffix: `${entity}s` } }
}
