import type { PaymentNotification } from "../../../../services/store/entities"
import type { ListFrame } from "../_shared/read-list"
import type { PresentedNotification } from "./_shared/present-notification"
import type { notificationFields } from "./query-config"

/** A message in a list, with all fields that a list may show. */
export type ListedNotification = Pick<PaymentNotification, (typeof notificationFields)[number]>

/** The answer of `GET /notifications`. */
export interface ShownNotifications extends ListFrame {
  readonly notifications: readonly ListedNotification[]
}

/** The answer of `GET /notifications/:id`, and of its resend. */
export interface ShownNotification {
  readonly notification: PresentedNotification
}
