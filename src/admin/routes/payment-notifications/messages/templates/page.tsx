import { TemplatePage } from "../../../../components/messages/template-page"
import { Crumb } from "../../../../components/shared/crumb"
import { LaterWords } from "../../../../components/shared/later-words"

export const handle = { breadcrumb: () => <Crumb title="titles.preview" /> }

const Page = () => (
  <LaterWords>
    <TemplatePage />
  </LaterWords>
)

export default Page
