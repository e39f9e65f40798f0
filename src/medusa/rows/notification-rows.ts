import type { INotificationModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

interface NotificationUpdate {
  readonly id: string
  readonly to?: string
  readonly data: null
  readonly provider_data: null
  readonly receiver_id?: null
}

/** Medusa's Notification Module with methods that it generates and its published interface leaves out, as for Payment (`payment-rows.ts`). */
export interface NotificationRows extends INotificationModuleService {
  deleteNotifications(ids: readonly string[]): Promise<void>
  /** JSON is merged into what a row has: only null empties it. */
  updateNotifications(rows: readonly NotificationUpdate[]): Promise<unknown>
}

export const notificationRows = (container: MedusaContainer): NotificationRows =>
  container.resolve(Modules.NOTIFICATION) as NotificationRows
