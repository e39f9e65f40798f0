import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, ProductStatus } from "@medusajs/framework/utils"
import { createInventoryLevelsWorkflow, createProductsWorkflow } from "@medusajs/medusa/core-flows"
import { demoData } from "../demo-data"

interface Where {
  channelId: string
  locationId: string
  profileId: string
}

/** One product with one variant, priced in every region's currency and well in stock. */
export async function seedProduct(container: MedusaContainer, { channelId, locationId, profileId }: Where): Promise<void> {
  const { handle, title, sku } = demoData.product
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: known } = await query.graph({ entity: "product", fields: ["id"], filters: { handle } })
  if (!known.length) {
    await createProductsWorkflow(container).run({
      input: {
        products: [
          {
            title,
            handle,
            status: ProductStatus.PUBLISHED,
            shipping_profile_id: profileId,
            sales_channels: [{ id: channelId }],
            options: [{ title: "Size", values: ["One size"] }],
            variants: [
              {
                title: "One size",
                sku,
                manage_inventory: true,
                options: { Size: "One size" },
                prices: demoData.regions.map(({ currency, price }) => ({ currency_code: currency, amount: price })),
              },
            ],
          },
        ],
      },
    })
  }
  const { data: items } = await query.graph({ entity: "inventory_item", fields: ["id", "location_levels.id"], filters: { sku } })
  const unstocked = items.filter((item) => !item.location_levels?.length)
  if (!unstocked.length) return
  await createInventoryLevelsWorkflow(container).run({
    input: {
      inventory_levels: unstocked.map(({ id }) => ({
        inventory_item_id: id,
        location_id: locationId,
        stocked_quantity: demoData.stock,
      })),
    },
  })
}
