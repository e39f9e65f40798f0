import { defineRouteConfig } from "@medusajs/admin-sdk"
import { EventList } from "../../../components/events/event-list"
import { Crumb } from "../../../components/common/crumb"

/** In the menu below the orders. */
export const config = defineRouteConfig({
  label: "events.title",
  translationNs: "paymentNotifications",
  nested: "/orders",
  rank: 11,
})

export const handle = { breadcrumb: () => <Crumb title="events.title" /> }

export default EventList
