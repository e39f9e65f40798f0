import { ProviderUnavailableError } from "../../domain/errors"
import type { Fact } from "../../domain/facts"
import type { PaymentReference, ProviderContext } from "../provider"
import { askPayPal } from "./ask"
import { PAYPAL_ID } from "./events"
import type { PayPalOptions } from "./options"
import { orderFacts, paymentsFacts } from "./order-truth"
import { readCapture } from "./read-capture"
import { orderOf } from "./related"
import * as resources from "./resources"

type Context = ProviderContext<PayPalOptions>

const NOTHING: resources.Payments = { captures: [], authorizations: [], refunds: [] }

/** Every account has the app's credentials; PayPal finds nothing by the merchant's own reference. */
export const canQueryPayPal = (_options: PayPalOptions, reference?: PaymentReference): boolean =>
  !reference || PAYPAL_ID.test(reference.providerPaymentId ?? "")

/**
 * PayPal's current report of a payment: its order with all captures and refunds, in one answer. An id that is no order's is
 * looked up as a capture's and as an authorization's. These lead to the order, or are themselves the payment where there is none.
 */
export async function queryPayPal(
  { providerPaymentId: id }: PaymentReference,
  context: Context,
): Promise<readonly Fact[] | undefined> {
  if (!id || !PAYPAL_ID.test(id)) return undefined
  return (await ofOrder(id, context)) ?? (await ofCapture(id, context)) ?? (await ofAuthorization(id, context))
}

async function ofOrder(id: string, context: Context): Promise<readonly Fact[] | undefined> {
  const path = `/v2/checkout/orders/${id}`
  const order = await askPayPal(path, resources.fullOrder, context)
  return order && orderFacts(required(path, id, order), context.options)
}

async function ofCapture(id: string, context: Context): Promise<readonly Fact[] | undefined> {
  const capture = await readCapture(id, context)
  if (!capture) return undefined
  const order = orderOf(required(`/v2/payments/captures/${id}`, id, capture))
  return order && order !== id ? ofOrder(order, context) : paymentsFacts({ ...NOTHING, captures: [capture] }, context.options)
}

async function ofAuthorization(id: string, context: Context): Promise<readonly Fact[] | undefined> {
  const path = `/v2/payments/authorizations/${id}`
  const authorization = await askPayPal(path, resources.authorization, context)
  if (!authorization) return undefined
  const order = orderOf(required(path, id, authorization))
  return order && order !== id
    ? ofOrder(order, context)
    : paymentsFacts({ ...NOTHING, authorizations: [authorization] }, context.options)
}

function required<T extends { id: string }>(path: string, id: string, resource: T): T {
  if (resource.id === id) return resource
  throw new ProviderUnavailableError(`PayPal answered with another resource for ${path}`)
}
