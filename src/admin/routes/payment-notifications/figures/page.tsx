import { defineRouteConfig } from "@medusajs/admin-sdk"
import { FiguresPage } from "../../../components/figures/figures-page"
import { Crumb } from "../../../components/common/crumb"
import { LaterWords } from "../../../components/common/later-words"

/** In the menu below the orders. */
export const config = defineRouteConfig({
  label: "titles.figures",
  translationNs: "paymentNotifications",
  nested: "/orders",
  rank: 20,
})

export const handle = { breadcrumb: () => <Crumb title="titles.figures" /> }

const Page = () => (
  <LaterWords>
    <FiguresPage />
  </LaterWords>
)

export default Page
