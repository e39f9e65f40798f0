import type { ProviderContext, ProviderEvent } from "../provider"
import { askForPayment, PAYMENT_ID } from "./ask"
import type { MolliePayload } from "./event"
import type { MollieOptions } from "./options"
import { REPORTS } from "./reports"

/** True for an event of a payment that came without it, where there are keys to ask Mollie with. */
export const canAsk = ({ type, payload }: ProviderEvent<MolliePayload>, { apiKeys }: MollieOptions): boolean =>
  payload.entity === undefined &&
  payload.asked === undefined &&
  apiKeys !== undefined &&
  REPORTS.get(type)?.resource === "payment" &&
  PAYMENT_ID.test(payload.entityId ?? "")

/** Asks Mollie for the payment of an event that came without it. Throws ProviderUnavailableError. */
export async function refetchMollie(
  event: ProviderEvent<MolliePayload>,
  context: ProviderContext<MollieOptions>,
): Promise<ProviderEvent<MolliePayload>> {
  const { entityId } = event.payload
  if (entityId === undefined || !canAsk(event, context.options)) return event
  const entity = await askForPayment(context, entityId)
  return { ...event, payload: entity ? { entityId, entity, asked: "found" } : { entityId, asked: "unknown" } }
}
