import { useParams, type UIMatch } from "react-router-dom"
import { MessageCrumb } from "../../../../components/messages/message-crumb"
import { MessagePage } from "../../../../components/messages/message-page"
import { LaterWords } from "../../../../components/common/later-words"

export const handle = { breadcrumb: ({ params }: UIMatch) => <MessageCrumb id={params.id ?? ""} /> }

const Page = () => (
  <LaterWords>
    <MessagePage id={useParams().id ?? ""} />
  </LaterWords>
)

export default Page
