import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { HttpTypes } from "@medusajs/types"
import { OrderMoney } from "../components/order/order-money"

const Widget = ({ data }: { readonly data: HttpTypes.AdminOrder }) => <OrderMoney orderId={data.id} />

/** On the page of an order: what happened to its money. */
export const config = defineWidgetConfig({ zone: "order.details", id: "payment-notifications:order-money" })

export default Widget
