import { defineRouteConfig } from "@medusajs/admin-sdk"
import { DestinationList } from "../../../components/callbacks/destination-list"
import { Crumb } from "../../../components/common/crumb"
import { LaterWords } from "../../../components/common/later-words"

/** In the menu of the settings. */
export const config = defineRouteConfig({ label: "titles.callbacks", translationNs: "paymentNotifications" })

export const handle = { breadcrumb: () => <Crumb title="titles.callbacks" /> }

const Page = () => (
  <LaterWords>
    <DestinationList />
  </LaterWords>
)

export default Page
