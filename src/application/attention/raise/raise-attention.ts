import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../../services/domain/describe-error"
import type { NewAttention } from "../../../services/store/attention-repository"
import type { PaymentAttention } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"
import { announceAttention } from "./announce-attention"

/**
 * Puts something up for review, once per kind and subject, and announces it: domain event, merchant's mail. The row comes first,
 * so that the sweep announces it where a crash or a fault cut that off.
 */
export async function raiseAttention(
  container: MedusaContainer,
  news: NewAttention,
  options: { readonly isNews?: boolean } = {},
): Promise<PaymentAttention> {
  const { item } = await paymentNotificationService(container).attention.raise(news, options)
  if (item.announced_at) return item
  try {
    await announceAttention(container, item)
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`attention item ${item.id} will be announced later: ${describeError(error).message}`)
  }
  return item
}
