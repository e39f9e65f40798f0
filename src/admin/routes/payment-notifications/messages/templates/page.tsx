import { TemplatePage } from "../../../../components/messages/template-page"
import { Crumb } from "../../../../components/common/crumb"
import { LaterWords } from "../../../../components/common/later-words"

export const handle = { breadcrumb: () => <Crumb title="titles.preview" /> }

const Page = () => (
  <LaterWords>
    <TemplatePage />
  </LaterWords>
)

export default Page
