import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { Fact } from "../../services/domain/facts"
import type { PaymentState } from "../../services/domain/states"
import type { AskedSession } from "./sessions"

/** Medusa's words for a session in ours. What is missing says nothing that could be told from a fault. */
const STATES: ReadonlyMap<string, PaymentState> = new Map([
  ["pending", "pending"],
  ["requires_more", "requires_action"],
  ["authorized", "authorized"],
  ["captured", "captured"],
  ["canceled", "canceled"],
  ["error", "failed"],
])

interface ProviderService {
  getStatus(providerId: string, input: { data: Record<string, unknown> }): Promise<{ status: string }>
}

/**
 * How a session stands by its Medusa payment provider, which tells no sum: a fact without an amount, that never settles an order by
 * itself. The Payment Module keeps its providers to itself; this is the one place that reaches in.
 */
export async function readMedusaProvider(
  container: MedusaContainer,
  { provider_id, data }: AskedSession,
): Promise<readonly Fact[] | undefined> {
  const payments = container.resolve(Modules.PAYMENT) as unknown as { paymentProviderService_: ProviderService }
  const { status } = await payments.paymentProviderService_.getStatus(provider_id, { data })
  const state = STATES.get(status)
  return state && [{ subject: "payment", state }]
}
