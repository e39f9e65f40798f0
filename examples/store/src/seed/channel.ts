import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createSalesChannelsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows"
import { demoData } from "../demo-data"

/** The sales channel, the storefront's publishable key for it, and the store's currencies. Returns the channel's id. */
export async function seedChannel(container: MedusaContainer): Promise<string> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: channels } = await query.graph({
    entity: "sales_channel",
    fields: ["id"],
    filters: { name: demoData.salesChannel },
  })
  if (channels[0]) return channels[0].id

  const { result: created } = await createSalesChannelsWorkflow(container).run({
    input: { salesChannelsData: [{ name: demoData.salesChannel }] },
  })
  const channelId = created[0]!.id
  const { result: keys } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ title: demoData.publishableKeyTitle, type: "publishable", created_by: "" }] },
  })
  await linkSalesChannelsToApiKeyWorkflow(container).run({ input: { id: keys[0]!.id, add: [channelId] } })

  const [store] = await container.resolve(Modules.STORE).listStores()
  await updateStoresWorkflow(container).run({
    input: {
      selector: { id: store!.id },
      update: {
        name: "Example Store",
        default_sales_channel_id: channelId,
        supported_currencies: demoData.regions.map(({ currency }, index) => ({
          currency_code: currency,
          is_default: index === 0,
        })),
      },
    },
  })
  return channelId
}
