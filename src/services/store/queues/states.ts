import type { DeliveryState, FindingState, NotificationState, WebhookEventState } from "../entities"

/** States of a webhook event, grouped by the operations that they allow. */
export const EVENT = {
  /** To be worked on, now or later; `processing` is among them, because its worker may be dead. */
  open: ["received", "processing", "failed"],
  /** Finished. */
  done: ["processed", "ignored"],
  /** Waits for a condition or for a person, and can be requeued. */
  asleep: ["ignored", "quarantined"],
  /** A person may want to review it. */
  troubled: ["dead", "quarantined", "failed"],
  replayable: ["processed", "ignored", "failed", "dead", "quarantined"],
  ignorable: ["received", "failed", "dead", "quarantined"],
} as const satisfies Record<string, readonly WebhookEventState[]>

/** States of a message, grouped by the operations that they allow. */
export const MESSAGE = {
  /** To be sent, now or later; `sending` is among them, because its worker may be dead. */
  open: ["pending", "sending", "failed"],
  /** No worker has claimed it: its data may still be changed. */
  waiting: ["pending", "failed"],
  ended: ["sent", "dead", "suppressed"],
  /** Nobody was notified by it. */
  unsaid: ["suppressed", "dead"],
  /** A receipt may prove it delivered. */
  provable: ["sending", "failed", "sent"],
  /** A receipt may prove it undelivered. */
  bounceable: ["sending", "sent"],
} as const satisfies Record<string, readonly NotificationState[]>

/** States of a delivery, grouped by the operations that they allow. */
export const DELIVERY = {
  /** To be sent, now or later; `sending` is among them, because its worker may be dead. */
  open: ["pending", "sending", "failed"],
  /** No worker has claimed it. */
  waiting: ["pending", "failed"],
  ended: ["delivered", "dead", "canceled"],
  /** Tried again by a person's word for all of a destination. */
  recoverable: ["failed", "dead"],
  /** Sent again by a person's word for one of them. */
  replayable: ["delivered", "failed", "dead", "canceled"],
} as const satisfies Record<string, readonly DeliveryState[]>

/** States of a finding of reconciliation. */
export const FINDING = {
  /** A repair may be begun. */
  repairable: ["found", "in_review"],
} as const satisfies Record<string, readonly FindingState[]>

/**
 * The reasons for which an event waits for a transition of its payment, by the state it waits in. A processed event waits where one of
 * its facts was applied and another one waits for its session.
 */
export const WAITS_FOR_PAYMENT = {
  ignored: ["no_session"],
  processed: ["no_session"],
  failed: ["awaits_payment"],
  quarantined: ["amount_mismatch", "risk", "awaits_payment"],
} as const satisfies Partial<Record<WebhookEventState, readonly string[]>>

/** The list as SQL writes it after IN. For constants only: nothing is escaped. */
export const sqlList = (values: readonly string[]): string => `(${values.map((value) => `'${value}'`).join(", ")})`
