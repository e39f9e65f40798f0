import { MalformedPayloadError, SignatureVerificationError } from "../../domain/errors"
import type { ProviderContext, WebhookRequest } from "../provider"
import { askForPayment, PAYMENT_ID } from "./ask"
import { askForOrder, ORDER_ID } from "./ask-for-order"
import type { MolliePayment } from "./entities"
import type { MollieOptions } from "./options"
import { strangersOf } from "./strangers"

/** The form of Mollie's ids: `tr_…`, `ord_…`, `sub_…`. */
const ANY_ID = /^[a-z]{1,12}_[A-Za-z0-9]{1,64}$/

/** From `verify` to `parse`: Mollie's answers about the id of a request; none where there is nothing to record. */
const answers = new WeakMap<WebhookRequest, readonly MolliePayment[]>()

/**
 * Asks Mollie about the payment, or about the payments of the order, that an unsigned call names. The call is only a hint to look,
 * and nothing in it is believed. An id that Mollie does not know is acknowledged like any other, so that strangers learn nothing
 * and leave no rows. Throws MalformedPayloadError, and ProviderUnavailableError when Mollie cannot be asked, or was asked too often:
 * Mollie then calls again.
 */
export async function askAboutClassic(request: WebhookRequest, context: ProviderContext<MollieOptions>): Promise<void> {
  const id = readId(request)
  // Subscriptions and the like: calls of their own announce their payments.
  const ask = PAYMENT_ID.test(id) ? askOne : ORDER_ID.test(id) ? askForOrder : undefined
  const found = ask && (await strangersOf(context).ask(context, id, ask))
  answers.set(request, found ?? [])
}

async function askOne(context: ProviderContext<MollieOptions>, id: string): Promise<readonly MolliePayment[] | undefined> {
  const payment = await askForPayment(context, id)
  return payment && [payment]
}

/** The answers that `askAboutClassic` got for this very request. Throws SignatureVerificationError when it has not been verified. */
export function answersAbout(request: WebhookRequest): readonly MolliePayment[] {
  const found = answers.get(request)
  if (!found) throw new SignatureVerificationError("the request has not been verified; call verify before parse")
  return found
}

function readId({ headers, rawBody }: WebhookRequest): string {
  const mediaType = headers["content-type"]?.split(";")[0]?.trim().toLowerCase()
  if (mediaType !== "application/x-www-form-urlencoded") {
    throw new MalformedPayloadError("the body is no form; signed webhooks need an account with signingSecrets, not classic: true")
  }
  const [id, ...others] = new URLSearchParams(rawBody.toString("utf8")).getAll("id")
  if (id === undefined || others.length || !ANY_ID.test(id))
    throw new MalformedPayloadError("the form has not exactly one Mollie id")
  return id
}
