import type { OrderOfItem } from "../../attention/_shared/with-orders"
import type { PaymentRow } from "../query-config"
import type { StoryPage } from "./read-story"

/** A payment with its order and its customer, and a page of what happened to it. */
export interface PaymentStory extends StoryPage {
  readonly payment: PaymentRow & OrderOfItem
  /** Leads to the page before this one in time; null on the oldest. */
  readonly next_cursor: string | null
}

/** The answer of `GET /payments/:id/story`. */
export interface ShownStory {
  readonly story: PaymentStory
}

/** The answer of `GET /payments/:id/story/export?format=json`: the whole of it, without a cursor. */
export interface ExportedStory {
  readonly story: Omit<PaymentStory, "next_cursor">
}
