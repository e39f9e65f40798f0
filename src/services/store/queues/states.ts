import type { FindingState, NotificationState, WebhookEventState } from "../entities"

/** States of a webhook event, by what may be done with it. */
export const EVENT = {
  /** To be worked on, now or later; `processing` is among them, for its worker may be dead. */
  open: ["received", "processing", "failed"],
  /** Dealt with. */
  done: ["processed", "ignored"],
  /** Waits for a condition or for a person, so that it can be made due. */
  asleep: ["ignored", "quarantined"],
  /** A person may want to look at it. */
  troubled: ["dead", "quarantined", "failed"],
  replayable: ["processed", "ignored", "failed", "dead", "quarantined"],
  ignorable: ["received", "failed", "dead", "quarantined"],
} as const satisfies Record<string, readonly WebhookEventState[]>

/** States of a message, by what may be done with it. */
export const MESSAGE = {
  /** To be sent, now or later; `sending` is among them, for its worker may be dead. */
  open: ["pending", "sending", "failed"],
  /** On nobody's hands: what it says may still be changed. */
  waiting: ["pending", "failed"],
  ended: ["sent", "dead", "suppressed"],
  /** Nobody was told by it. */
  unsaid: ["suppressed", "dead"],
  /** A receipt may prove it delivered. */
  provable: ["sending", "failed", "sent"],
  /** A receipt may prove it undelivered. */
  bounceable: ["sending", "sent"],
} as const satisfies Record<string, readonly NotificationState[]>

/** States of a finding of reconciliation. */
export const FINDING = {
  /** A repair may be begun. */
  repairable: ["found", "in_review"],
} as const satisfies Record<string, readonly FindingState[]>

/** Why an event waits for its payment to move, by the state it waits in. */
export const WAITS_FOR_PAYMENT = {
  ignored: ["no_session"],
  failed: ["awaits_payment"],
  quarantined: ["amount_mismatch", "risk"],
} as const satisfies Partial<Record<WebhookEventState, readonly string[]>>

/** The list as SQL writes it after IN. For constants only: nothing is escaped. */
export const sqlList = (values: readonly string[]): string => `(${values.map((value) => `'${value}'`).join(", ")})`
