import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Bell } from "../components/attention/bell"

/** In the top bar of every page: how much wants a person. */
export const config = defineWidgetConfig({ zone: "topbar", id: "payment-notifications:bell" })

export default Bell
