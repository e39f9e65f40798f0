import { MalformedPayloadError, ProviderUnavailableError } from "../../domain/errors"
import type { ProviderContext, ProviderEvent } from "../provider"
import { askPayPal } from "./ask"
import { KINDS, type Kind } from "./events"
import { subjectOf } from "./notification"
import type { PayPalOptions } from "./options"
import type { PayPalPayload } from "./parse"
import { readCapture } from "./read-capture"
import { refundedCapture } from "./related"
import * as resources from "./resources"
import type { Truth } from "./resources"

type Context = ProviderContext<PayPalOptions>

/**
 * Reads the subject of an event from PayPal. Only the resource's id is taken from the webhook: the signature covers a CRC32 of it, so
 * anybody who has seen one delivery can write another that verifies. Throws ProviderUnavailableError until PayPal can answer.
 */
export async function refetchPayPal(
  event: ProviderEvent<PayPalPayload>,
  context: Context,
): Promise<ProviderEvent<PayPalPayload>> {
  const { notification } = event.payload
  if (!KINDS.has(event.type)) return event
  const subject = subjectOf(notification)
  if (!subject) throw new MalformedPayloadError(`the recorded "${event.type}" names nothing that PayPal could be asked for`)
  return { ...event, payload: { ...event.payload, truth: await TRUTHS[subject.kind](subject.id, context) } }
}

const TRUTHS: Record<Kind, (id: string, context: Context) => Promise<Truth>> = {
  capture: async (id, context) => ({ kind: "capture", capture: await captureOf(id, context) }),
  authorization: async (id, context) => {
    const path = `/v2/payments/authorizations/${id}`
    return { kind: "authorization", authorization: known(path, id, await askPayPal(path, resources.authorization, context)) }
  },
  refund: async (id, context) => {
    const path = `/v2/payments/refunds/${id}`
    const refund = known(path, id, await askPayPal(path, resources.refund, context))
    const captureId = refundedCapture(refund)
    return { kind: "refund", refund, ...(captureId && { capture: await captureOf(captureId, context) }) }
  },
  order: async (id, context) => {
    const path = `/v2/checkout/orders/${id}`
    return { kind: "order", order: known(path, id, await askPayPal(path, resources.order, context)) }
  },
  dispute: async (id, context) => {
    const path = `/v1/customer/disputes/${id}`
    const asked = await askPayPal(path, resources.dispute, context)
    const dispute = known(path, id, asked && { ...asked, id: asked.dispute_id })
    const [captureId, ...others] = (dispute.disputed_transactions ?? []).map((entry) => entry.seller_transaction_id)
    // A dispute about several payments belongs to no single one.
    if (!captureId || others.length) return { kind: "dispute", dispute }
    const capture = await readCapture(captureId, context)
    return { kind: "dispute", dispute, ...(capture?.id === captureId && { capture }) }
  },
}

async function captureOf(id: string, context: Context): Promise<resources.Capture> {
  return known(`/v2/payments/captures/${id}`, id, await readCapture(id, context))
}

/** PayPal may send a webhook before its API knows the resource, so an unknown resource is not final. */
function known<T extends { id: string }>(path: string, id: string, resource: T | undefined): T {
  if (!resource) throw new ProviderUnavailableError(`PayPal does not know ${path} (yet); it is asked again later`)
  if (resource.id !== id) throw new ProviderUnavailableError(`PayPal answered with another resource for ${path}`)
  return resource
}
