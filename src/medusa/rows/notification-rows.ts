import type { INotificationModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Medusa's Notification Module with a method that it generates and its published interface leaves out, as for Payment (`payment-rows.ts`). */
export interface NotificationRows extends INotificationModuleService {
  deleteNotifications(ids: readonly string[]): Promise<void>
}

export const notificationRows = (container: MedusaContainer): NotificationRows =>
  container.resolve(Modules.NOTIFICATION) as NotificationRows
