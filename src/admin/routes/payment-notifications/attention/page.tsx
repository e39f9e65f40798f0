import { defineRouteConfig } from "@medusajs/admin-sdk"
import { AttentionList } from "../../../components/attention/attention-list"
import { Crumb } from "../../../components/common/crumb"

/** In the menu below the orders. */
export const config = defineRouteConfig({ label: "menu", translationNs: "paymentNotifications", nested: "/orders", rank: 10 })

export const handle = { breadcrumb: () => <Crumb title="list.title" /> }

export default AttentionList
