import { defineRouteConfig } from "@medusajs/admin-sdk"
import { SetupPage } from "../../../components/setup/setup-page"
import { Crumb } from "../../../components/common/crumb"
import { LaterWords } from "../../../components/common/later-words"

/** In the menu of the settings. */
export const config = defineRouteConfig({ label: "titles.setup", translationNs: "paymentNotifications" })

export const handle = { breadcrumb: () => <Crumb title="titles.setup" /> }

const Page = () => (
  <LaterWords>
    <SetupPage />
  </LaterWords>
)

export default Page
