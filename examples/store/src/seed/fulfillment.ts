import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"
import { demoData } from "../demo-data"

const LOCATION = "Example Warehouse"
const PROFILE = "Default"

/** A warehouse that ships to every region's countries, free of charge. */
export async function seedFulfillment(
  container: MedusaContainer,
  channelId: string,
): Promise<{ locationId: string; profileId: string }> {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const [location] = await container.resolve(Modules.STOCK_LOCATION).listStockLocations({ name: LOCATION })
  const [profile] = await fulfillment.listShippingProfiles({ type: "default" })
  if (location && profile) return { locationId: location.id, profileId: profile.id }

  const { result: locations } = await createStockLocationsWorkflow(container).run({
    input: { locations: [{ name: LOCATION, address: { address_1: "Example Street 1", city: "Berlin", country_code: "DE" } }] },
  })
  const locationId = locations[0]!.id
  const profileId = profile?.id ?? (await createProfile(container))
  const set = await fulfillment.createFulfillmentSets({
    name: "Example delivery",
    type: "shipping",
    service_zones: demoData.regions.map(({ name, countries }) => ({
      name,
      geo_zones: countries.map((country_code) => ({ country_code, type: "country" as const })),
    })),
  })
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const toLocation = { [Modules.STOCK_LOCATION]: { stock_location_id: locationId } }
  await link.create({ ...toLocation, [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" } })
  await link.create({ ...toLocation, [Modules.FULFILLMENT]: { fulfillment_set_id: set.id } })
  await linkSalesChannelsToStockLocationWorkflow(container).run({ input: { id: locationId, add: [channelId] } })

  await createShippingOptionsWorkflow(container).run({
    input: demoData.regions.map(({ name, currency, shipping }) => ({
      name: `Standard (${name})`,
      price_type: "flat" as const,
      provider_id: "manual_manual",
      service_zone_id: set.service_zones.find((zone) => zone.name === name)!.id,
      shipping_profile_id: profileId,
      type: { label: "Standard", description: "In a few days", code: "standard" },
      prices: [{ currency_code: currency, amount: shipping }],
      rules: [
        { attribute: "enabled_in_store", value: "true", operator: "eq" as const },
        { attribute: "is_return", value: "false", operator: "eq" as const },
      ],
    })),
  })
  return { locationId, profileId }
}

async function createProfile(container: MedusaContainer): Promise<string> {
  const { result } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: PROFILE, type: "default" }] },
  })
  return result[0]!.id
}
