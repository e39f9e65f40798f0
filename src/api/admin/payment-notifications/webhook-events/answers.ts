import type { WebhookEvent, WebhookReplay } from "../../../../services/store/entities"
import type { WebhookCauses, WebhookFacets } from "../../../../services/domain/webhook-causes"
import type { ListFrame } from "../_shared/read-list"
import type { PresentedEvent } from "./_shared/present-event"
import type { replayFields, webhookEventFields } from "./query-config"

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

/** The answer of `GET /webhook-events/facets`. */
export interface ShownFacets {
  readonly facets: WebhookFacets
}

/** The answer of `GET /webhook-events/causes`. */
export type ShownCauses = WebhookCauses

/** A replay of all events of a cause, with all fields that it is shown with. */
export type ListedReplay = Pick<WebhookReplay, (typeof replayFields)[number]>

/** The answer of `GET /webhook-events/replays`. */
export interface ShownReplays extends ListFrame {
  readonly replays: readonly ListedReplay[]
}

/** The answer of `GET /webhook-events/replays/:id`, of its stop, and of `POST /webhook-events/replays`. */
export interface ShownReplay {
  readonly replay: ListedReplay
}

/** The answer of `POST /webhook-events/replays` with `dry_run`: how many events it would apply again. */
export interface CountedReplay {
  readonly count: number
  readonly dry_run: true
}
