import { fieldOf, requireField } from "../kit/fields"
import type { ProviderContext } from "../provider"
import { askForPayment, askMollie, PAYMENT_ID } from "./ask"
import { readPayment, type MolliePayment } from "./entities"
import { readMetadata } from "./metadata"
import type { MollieOptions } from "./options"

/** An order's id in a form that is safe in a URL. */
export const ORDER_ID = /^ord_[A-Za-z0-9]{1,64}$/

/** Statuses of attempts that brought nothing. */
const IN_VAIN: ReadonlySet<string> = new Set(["open", "failed", "canceled", "expired"])

/** More attempts than anybody makes at one order; each is a question to Mollie. */
const MOST_PAYMENTS = 10

/**
 * Reads an order's payments at Mollie: Mollie calls about an order by the order's id alone. Attempts with money come first, so that
 * the bound never drops one for the sake of an attempt in vain. The session is the order's where the payment names none. Undefined
 * when no key finds the order. Throws ProviderUnavailableError.
 */
export async function askForOrder(
  context: ProviderContext<MollieOptions>,
  id: string,
): Promise<readonly MolliePayment[] | undefined> {
  const order = await askMollie(context, `orders/${id}?embed=payments`, readOrder)
  if (!order) return undefined
  const payments: MolliePayment[] = []
  for (const named of order.payments) {
    // An order's own answer shows neither the refunds nor the chargebacks of its payments.
    const payment = (await askForPayment(context, named.id)) ?? named
    payments.push(payment.metadata.session_id ? payment : { ...payment, metadata: order.metadata })
  }
  return payments
}

function readOrder(answer: unknown) {
  const list = fieldOf(fieldOf(answer, "_embedded"), "payments") ?? []
  const payments = requireField(Array.isArray(list) ? (list as unknown[]) : undefined, "the order's payments", "must be a list")
    .map(readPayment)
    .filter(({ id }) => PAYMENT_ID.test(id))
    .sort((one, other) => Number(IN_VAIN.has(one.status)) - Number(IN_VAIN.has(other.status)))
  return { metadata: readMetadata(fieldOf(answer, "metadata")), payments: payments.slice(0, MOST_PAYMENTS) }
}
