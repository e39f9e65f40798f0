import { useParams, type UIMatch } from "react-router-dom"
import { MessageCrumb } from "../../../../components/messages/message-crumb"
import { MessagePage } from "../../../../components/messages/message-page"

export const handle = { breadcrumb: ({ params }: UIMatch) => <MessageCrumb id={params.id ?? ""} /> }

const Page = () => <MessagePage id={useParams().id ?? ""} />

export default Page
