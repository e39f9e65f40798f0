import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Core's provider for payments that nobody processes: nobody sends its webhooks, and there is nobody to ask. */
export const NOBODY = "pp_system_default"

/** The ids (`pp_…`) of the payment providers that the store has enabled, without core's own for payments that nobody processes. */
export async function enabledPaymentProviders(container: MedusaContainer): Promise<string[]> {
  const providers = await container.resolve(Modules.PAYMENT).listPaymentProviders({ is_enabled: true }, { take: 1_000 })
  return providers.map(({ id }) => id).filter((id) => id !== NOBODY)
}
