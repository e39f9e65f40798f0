import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { ProviderUnavailableError } from "../../../services/domain/errors"
import type { PaymentFact } from "../../../services/domain/facts"
import type { PaymentState } from "../../../services/domain/states"
import { readObject } from "../../../services/providers/kit/fields"
import { sumOfStatus } from "../../../services/providers/medusa/status-sum"

/** A payment session, with the fields by which its provider is asked. */
export interface SessionOfProvider {
  readonly id: string
  readonly provider_id: string
  readonly currency_code: string
  /** The session's data by which the provider knows its payment. */
  readonly data: Record<string, unknown>
}

/**
 * The service through which the Payment Module asks its providers. It is no part of the module's interface, so it may be missing
 * one day.
 */
interface AskingProviders {
  readonly paymentProviderService_?: {
    getStatus?(providerId: string, input: { data: Record<string, unknown> }): Promise<{ status?: unknown; data?: unknown }>
  }
}

/** Core's own provider for payments that nobody takes: there is nobody behind it to ask. */
const NOBODY = "pp_system_default"

/** Medusa's session statuses in our words. */
const STATES: ReadonlyMap<unknown, PaymentState> = new Map([
  ["pending", "pending"],
  ["pending_authorization", "pending"],
  ["requires_more", "requires_action"],
  ["authorized", "authorized"],
  ["captured", "captured"],
  ["canceled", "canceled"],
  ["error", "failed"],
])

/**
 * A payment's state by its Medusa payment provider, for accounts whose own adapter cannot be asked. A payment provider answers
 * with a status and, in whatever form it likes, data. The fact carries an amount only where that data can mean one sum alone.
 * Undefined for a provider that asks nobody. Nothing is changed by it, at the provider or in Medusa. Throws
 * ProviderUnavailableError.
 */
export async function readMedusaProvider(
  container: MedusaContainer,
  { id, provider_id, currency_code, data }: SessionOfProvider,
): Promise<PaymentFact | undefined> {
  if (provider_id === NOBODY) return undefined
  const { paymentProviderService_: providers } = container.resolve(Modules.PAYMENT) as unknown as AskingProviders
  if (!providers?.getStatus) {
    throw new ProviderUnavailableError("this version of Medusa's Payment Module does not let its providers be asked for a status")
  }
  const { status, data: answer } = await providers.getStatus(provider_id, { data }).catch((cause: unknown) => {
    // A provider's own message may quote the request: it stays with the cause, which is not shown.
    throw new ProviderUnavailableError(`payment provider ${provider_id} could not be asked about ${id}`, { cause })
  })
  const state = STATES.get(status)
  if (state) {
    return { subject: "payment", state, sessionId: id, ...sumsOf(state, provider_id, currency_code, readObject(answer) ?? {}) }
  }
  throw new ProviderUnavailableError(
    `payment provider ${provider_id} answered about ${id} with a status that Medusa does not know`,
  )
}

function sumsOf(
  state: PaymentState,
  paymentProviderId: string,
  currency: string,
  data: Record<string, unknown>,
): Pick<PaymentFact, "amount" | "capturedTotal"> {
  if (state !== "authorized" && state !== "captured") return {}
  const amount = sumOfStatus({ paymentProviderId, state, data, currency })
  return amount ? { amount, ...(state === "captured" && { capturedTotal: amount }) } : {}
}
