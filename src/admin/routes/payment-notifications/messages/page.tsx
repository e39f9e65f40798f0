import { defineRouteConfig } from "@medusajs/admin-sdk"
import { MessageList } from "../../../components/messages/message-list"

/** In the menu below the orders. */
export const config = defineRouteConfig({
  label: "messages.title",
  translationNs: "paymentNotifications",
  nested: "/orders",
  rank: 12,
})

export default MessageList
