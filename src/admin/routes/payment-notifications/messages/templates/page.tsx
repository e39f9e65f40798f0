import { TemplatePage } from "../../../../components/messages/template-page"
import { Crumb } from "../../../../components/shared/crumb"

export const handle = { breadcrumb: () => <Crumb title="messages.preview.title" /> }

export default TemplatePage
