import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../../../application/ground/module"
import type { ListedReplay } from "../answers"
import { presentReplay } from "./present-replay"

/** The replay, or Medusa's 404. */
export async function findReplay(container: MedusaContainer, id: string): Promise<ListedReplay> {
  const replay = await paymentNotificationService(container).webhookReplays.find(id)
  if (!replay) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Replay with id: ${id} was not found`)
  return presentReplay(replay)
}
