import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../services/inbox/describe-error"
import { paymentNotificationService } from "../module"
import { announceAttention } from "./announce-attention"

const BATCH = 100
/** Younger items are still on their ordinary way. */
const OVERDUE_SECONDS = 10

/** Announces what a crash or a fault left unannounced. */
export async function finishAttention(container: MedusaContainer): Promise<void> {
  const { attention } = paymentNotificationService(container)
  for (const item of await attention.unannounced(OVERDUE_SECONDS, BATCH)) {
    await attempt(container, item.id, () => announceAttention(container, item))
  }
}

/** The next sweep tries again; the items behind this one must not wait for it. */
async function attempt(container: MedusaContainer, id: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    container.resolve(ContainerRegistrationKeys.LOGGER).warn(`attention item ${id}: ${describeError(error).message}`)
  }
}
