import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createRegionsWorkflow, createTaxRegionsWorkflow } from "@medusajs/medusa/core-flows"
import { demoData } from "../demo-data"

/** One region per currency, each paid through the sandbox, and a tax region without a rate per country. */
export async function seedRegions(container: MedusaContainer): Promise<void> {
  const known = new Set((await container.resolve(Modules.REGION).listRegions()).map(({ name }) => name))
  const missing = demoData.regions.filter(({ name }) => !known.has(name))
  if (!missing.length) return
  await createRegionsWorkflow(container).run({
    input: {
      regions: missing.map(({ name, currency, countries }) => ({
        name,
        currency_code: currency,
        countries: [...countries],
        payment_providers: ["pp_sandbox_sandbox"],
      })),
    },
  })
  await createTaxRegionsWorkflow(container).run({
    input: missing.flatMap(({ countries }) => countries.map((country_code) => ({ country_code, provider_id: "tp_system" }))),
  })
}
