import type { StoryKind } from "../../../../../services/domain/payment-story"

/** One entry of a payment's story, in the same shape whatever it is about; `kind` says which columns have a value. */
export interface StoryEntry {
  readonly kind: StoryKind
  /** The id of the row that it shows. */
  readonly id: string
  /** When it was recorded, to the millisecond: the order of the story. */
  readonly at: Date
  /** When it happened, by the provider's clock. */
  readonly occurred_at: Date | null
  /**
   * The type of an event; the fact of a transition, message or callback; a capture, or the row of Medusa's; the kind of an item; the
   * action of a decision.
   */
  readonly name: string
  /** The state of an event, a message, a callback or an item; the state that a transition led to; the outcome of a decision. */
  readonly state: string | null
  /** Why an event was not applied, a payment failed, a message was suppressed, a callback was canceled; how an item was resolved. */
  readonly reason: string | null
  /** Integer minor units of `currency_code`. */
  readonly amount: string | null
  readonly currency_code: string | null
  /** The provider's id of the event, capture, refund or dispute; the channel of a message; the destination of a callback. */
  readonly reference: string | null
  /** The recipient of a message; null for a role that may not read customers. */
  readonly recipient: string | null
  /** How often an event was applied, a message sent, a callback made. */
  readonly attempts: number | null
  /** Until when a dispute may be answered, or an item wants to be decided. */
  readonly due_by: Date | null
  /** The user who decided, `policy` or `system`; who recorded Medusa's row. */
  readonly actor: string | null
  /** The sentence of an item, the note of a decision, the last error of an event, a message or a callback. */
  readonly text: string | null
  /** The values that the sentence of an item was made of, by which the dashboard says it in its own language. */
  readonly data: Readonly<Record<string, unknown>> | null
  readonly webhook_event_id: string | null
  readonly payment_attention_id: string | null
}

const NOTHING: Omit<StoryEntry, "kind" | "id" | "at" | "name"> = {
  occurred_at: null,
  state: null,
  reason: null,
  amount: null,
  currency_code: null,
  reference: null,
  recipient: null,
  attempts: null,
  due_by: null,
  actor: null,
  text: null,
  data: null,
  webhook_event_id: null,
  payment_attention_id: null,
}

/** An entry in which whatever is not named is null. */
export const storyEntry = ({
  kind,
  id,
  at,
  name,
  ...known
}: Pick<StoryEntry, "kind" | "id" | "at" | "name"> & Partial<StoryEntry>): StoryEntry => ({
  ...{ kind, id, at, name },
  ...NOTHING,
  ...known,
})
