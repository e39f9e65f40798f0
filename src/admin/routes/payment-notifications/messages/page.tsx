import { defineRouteConfig } from "@medusajs/admin-sdk"
import { MessageList } from "../../../components/messages/message-list"
import { Crumb } from "../../../components/common/crumb"
import { LaterWords } from "../../../components/common/later-words"

/** In the menu below the orders. */
export const config = defineRouteConfig({
  label: "titles.messages",
  translationNs: "paymentNotifications",
  nested: "/orders",
  rank: 12,
})

export const handle = { breadcrumb: () => <Crumb title="titles.messages" /> }

const Page = () => (
  <LaterWords>
    <MessageList />
  </LaterWords>
)

export default Page
