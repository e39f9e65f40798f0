import { ProviderUnavailableError } from "../../domain/errors"
import { fieldOf, readObject } from "../kit/fields"
import { callProvider } from "../kit/call-provider"
import type { ProviderContext } from "../provider"
import { readJson } from "../kit/read-json"
import { readAmount } from "./amount"
import { readPayment, type MolliePayment } from "./entities"
import type { MollieOptions } from "./options"

/** A payment's id in a form that is safe in a URL. */
export const PAYMENT_ID = /^tr_[A-Za-z0-9]{1,64}$/

/**
 * Reads a payment with its refunds and chargebacks at Mollie. Undefined when no key finds it. Throws ProviderUnavailableError when
 * Mollie does not answer, refuses a key, or answers unreadably: Mollie calls again, and a person sees the reason.
 */
export const askForPayment = async (context: ProviderContext<MollieOptions>, id: string): Promise<MolliePayment | undefined> =>
  askMollie(context, `payments/${id}?embed=refunds,chargebacks`, (answer) => {
    const payment = readPayment(answer)
    if (payment.id !== id) throw new ProviderUnavailableError("Mollie answered about another payment than was asked for")
    // In an event nobody needs this sum. Here it may be all that Mollie says of refunds: an unreadable one must not pass for none.
    const refunded = fieldOf(answer, "amountRefunded") ?? undefined
    if (refunded !== undefined && !readAmount(refunded))
      throw new ProviderUnavailableError("Mollie's amountRefunded cannot be read")
    return payment
  })

/**
 * One question to Mollie's API. Neither a call nor an event says whether an id belongs to test or live mode, so every key is tried
 * until one finds it. Undefined when none does. Throws ProviderUnavailableError.
 */
export async function askMollie<Answer>(
  context: ProviderContext<MollieOptions>,
  path: string,
  read: (answer: unknown) => Answer,
): Promise<Answer | undefined> {
  const { apiKeys = [], apiUrl } = context.options
  let refusal: number | undefined
  for (const apiKey of apiKeys) {
    const { status, body } = await callProvider(context, `${apiUrl}/v2/${path}`, {
      headers: { accept: "application/hal+json", authorization: `Bearer ${apiKey}` },
    })
    if (status === 200) return readAnswer(body, read)
    if (status !== 404 && status !== 410) refusal = status
  }
  if (refusal !== undefined) throw new ProviderUnavailableError(`Mollie answered ${refusal} to one of the apiKeys; check them`)
  return undefined
}

function readAnswer<Answer>(body: Buffer, read: (answer: unknown) => Answer): Answer {
  try {
    return read(readObject(readJson(body)))
  } catch (cause) {
    if (cause instanceof ProviderUnavailableError) throw cause
    throw new ProviderUnavailableError("Mollie's answer cannot be read", { cause })
  }
}
