import type { AttentionOverview } from "../../../../services/domain/attention-overview"
import type { PaymentAttention } from "../../../../services/store/entities"
import type { ListFrame } from "../_shared/read-list"
import type { PresentedItem } from "./_shared/present-item"
import type { OrderOfItem } from "./_shared/with-orders"
import type { attentionFields } from "./query-config"

/** An item in a list, with all fields that a list may show. */
export type ListedItem = Pick<PaymentAttention, (typeof attentionFields)[number]> & OrderOfItem

/** The answer of `GET /attention`. */
export interface ShownItems extends ListFrame {
  readonly attention: readonly ListedItem[]
}

/** The answer of `GET /attention/:id`, and of each decision about it. */
export interface ShownItem {
  readonly attention: PresentedItem & OrderOfItem
}

/** The answer of `GET /attention/overview`. */
export interface ShownOverview {
  readonly overview: AttentionOverview
}
