import type { ExecArgs } from "@medusajs/framework/types"
import { seedAccounts } from "../seed/accounts"
import { seedChannel } from "../seed/channel"
import { seedFulfillment } from "../seed/fulfillment"
import { seedProduct } from "../seed/product"
import { seedRegions } from "../seed/regions"

/** Fills an empty store with everything that a purchase needs. A second run adds only the missing parts. */
export default async function seed({ container }: ExecArgs): Promise<void> {
  const channelId = await seedChannel(container)
  await seedRegions(container)
  const { locationId, profileId } = await seedFulfillment(container, channelId)
  await seedProduct(container, { channelId, locationId, profileId })
  await seedAccounts(container)
}
