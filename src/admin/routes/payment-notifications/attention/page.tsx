import { defineRouteConfig } from "@medusajs/admin-sdk"
import { AttentionList } from "../../../components/attention/attention-list"

/** In the menu below the orders. */
export const config = defineRouteConfig({ label: "menu", translationNs: "paymentNotifications", nested: "/orders", rank: 10 })

export default AttentionList
