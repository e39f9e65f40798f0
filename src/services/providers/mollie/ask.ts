import { ProviderUnavailableError } from "../../domain/errors"
import { callProvider } from "../kit/call-provider"
import type { ProviderContext } from "../provider"
import { readJson, requireShape } from "../kit/read-json"
import { payment, type MolliePayment } from "./entities"
import type { MollieOptions } from "./options"

/** A payment's id in a form that is safe in a URL. */
export const PAYMENT_ID = /^tr_[A-Za-z0-9]{1,64}$/

/**
 * Reads a payment with its refunds and chargebacks at Mollie. Neither a call nor an event says whether an id belongs to test or
 * live mode, so every key is tried until one finds it. Undefined when none does. Throws ProviderUnavailableError when Mollie does
 * not answer, refuses a key, or answers unreadably: Mollie calls again, and a person sees the reason.
 */
export async function askForPayment(context: ProviderContext<MollieOptions>, id: string): Promise<MolliePayment | undefined> {
  const { apiKeys = [], apiUrl } = context.options
  const url = `${apiUrl}/v2/payments/${id}?embed=refunds,chargebacks`
  let refusal: number | undefined
  for (const apiKey of apiKeys) {
    const { status, body } = await callProvider(context, url, {
      headers: { accept: "application/hal+json", authorization: `Bearer ${apiKey}` },
    })
    if (status === 200) return readAnswer(body, id)
    if (status !== 404 && status !== 410) refusal = status
  }
  if (refusal !== undefined) throw new ProviderUnavailableError(`Mollie answered ${refusal} to one of the apiKeys; check them`)
  return undefined
}

function readAnswer(body: Buffer, id: string): MolliePayment {
  let answer: MolliePayment
  try {
    answer = requireShape(payment, readJson(body), "Mollie's answer")
  } catch (cause) {
    throw new ProviderUnavailableError("Mollie's answer about a payment cannot be read", { cause })
  }
  if (answer.id !== id) throw new ProviderUnavailableError("Mollie answered about another payment than was asked for")
  return answer
}
