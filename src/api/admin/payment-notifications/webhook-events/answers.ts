import type { WebhookEvent } from "../../../../services/store/entities"
import type { ListFrame } from "../_shared/read-list"
import type { PresentedEvent } from "./_shared/present-event"
import type { webhookEventFields } from "./query-config"

/** An event in a list, with all fields that a list may show. */
export type ListedEvent = Pick<WebhookEvent, (typeof webhookEventFields)[number]>

/** The answer of `GET /webhook-events`. */
export interface ShownEvents extends ListFrame {
  readonly webhook_events: readonly ListedEvent[]
}

/** The answer of `GET /webhook-events/:id`, and of each decision about it. */
export interface ShownEvent {
  readonly webhook_event: PresentedEvent
}
