import { defineRouteConfig } from "@medusajs/admin-sdk"
import { DestinationList } from "../../../components/callbacks/destination-list"

/** In the menu of the settings. */
export const config = defineRouteConfig({ label: "callbacks.title", translationNs: "paymentNotifications" })

export default DestinationList
