import { defineRouteConfig } from "@medusajs/admin-sdk"
import { MessageList } from "../../../components/messages/message-list"
import { Crumb } from "../../../components/shared/crumb"

/** In the menu below the orders. */
export const config = defineRouteConfig({
  label: "messages.title",
  translationNs: "paymentNotifications",
  nested: "/orders",
  rank: 12,
})

export const handle = { breadcrumb: () => <Crumb title="messages.title" /> }

export default MessageList
