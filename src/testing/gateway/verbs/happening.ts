import type { GatewayPayment } from "../truth"
import type { News } from "./news"

/** The outcome of a control call. */
export interface Happening {
  /** The payment after it. */
  readonly payment: GatewayPayment
  readonly news: News
  readonly at: Date
}
