import type { ListFrame } from "../_shared/read-list"
import type { PresentedPayment } from "./_shared/present-payments"

/** The answer of `GET /payments`. */
export interface ShownPayments extends ListFrame {
  readonly payments: readonly PresentedPayment[]
}

/** The answer of `GET /payments/:id`. */
export interface ShownPayment {
  readonly payment: PresentedPayment
}
