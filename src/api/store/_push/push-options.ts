import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type { ResolvedOptions } from "../../../services/options"
import { paymentNotificationService } from "../../../application/ground/module"

/** The option `notifications.push`, or Medusa's 404 where the store has none. */
export function pushOptions(container: MedusaContainer): NonNullable<ResolvedOptions["notifications"]["push"]> {
  const { push } = paymentNotificationService(container).options.notifications
  if (!push) throw new MedusaError(MedusaError.Types.NOT_FOUND, "This store sends no push messages")
  return push
}
