import type { Unclear } from "../provider"
import { readReference } from "../kit/session-reference"
import { mollieAmount } from "./amount"
import type { MolliePayload } from "./event"

/** The words for a person about an event about money of which no fact can be made. */
export function unclearOf(detail: string, { entity, entityId }: MolliePayload): Unclear {
  if (!entity) return { detail: entityId ? `${detail} (${entityId})` : detail }
  const isPayment = entity.resource === "payment" || (entity.resource === "news" && entity.kind === "payment")
  const providerPaymentId = isPayment ? entity.id : "paymentId" in entity ? entity.paymentId : undefined
  const amount = entity.amount && mollieAmount(entity.amount)
  return {
    detail: entity.id && entity.id !== providerPaymentId ? `${detail} (${entity.id})` : detail,
    ...(providerPaymentId && { providerPaymentId }),
    ...("metadata" in entity && readReference(entity.metadata.session_id)),
    ...(amount && { amount }),
  }
}
