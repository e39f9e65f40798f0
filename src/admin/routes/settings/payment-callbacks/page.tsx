import { defineRouteConfig } from "@medusajs/admin-sdk"
import { DestinationList } from "../../../components/callbacks/destination-list"
import { Crumb } from "../../../components/shared/crumb"

/** In the menu of the settings. */
export const config = defineRouteConfig({ label: "callbacks.title", translationNs: "paymentNotifications" })

export const handle = { breadcrumb: () => <Crumb title="callbacks.title" /> }

export default DestinationList
