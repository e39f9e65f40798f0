import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { reseal } from "../../services/deliveries/editing/reseal"
import { paymentNotificationService } from "../ground/module"

/** Services whose destinations were looked at: their keys do not change any more. */
const done = new WeakSet<object>()

/** Seals destinations with the newest key, once per process and configuration, and says how many. */
export async function resealDestinations(container: MedusaContainer): Promise<void> {
  const service = paymentNotificationService(container)
  const { keyring } = service
  if (done.has(keyring)) return
  const resealed = await reseal(service)
  done.add(keyring)
  if (!resealed) return
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  logger.info(`${resealed} delivery destinations were sealed with the newest of deliveries.encryptionKeys`)
}
