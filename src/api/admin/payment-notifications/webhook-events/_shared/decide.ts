import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { InvalidStateError } from "../../../../../services/domain/errors"
import type { Inbox } from "../../../../../services/inbox/inbox"
import { paymentNotificationService } from "../../../../../application/ground/module"
import type { ShownEvent } from "../answers"
import { findEvent } from "./find-event"
import { presentEvent } from "./present-event"

/** Carries out a person's decision about an event and answers with the changed event. */
export async function decide(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<ShownEvent>,
  decision: (inbox: Inbox, id: string) => Promise<void>,
): Promise<void> {
  const { id } = await findEvent(req.scope, req.params.id ?? "")
  try {
    await decision(paymentNotificationService(req.scope).inbox, id)
  } catch (error) {
    if (error instanceof InvalidStateError) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, error.message)
    throw error
  }
  res.json({ webhook_event: await presentEvent(req, await findEvent(req.scope, id)) })
}
