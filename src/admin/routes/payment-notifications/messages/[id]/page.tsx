import { useParams } from "react-router-dom"
import { MessagePage } from "../../../../components/messages/message-page"

const Page = () => <MessagePage id={useParams().id ?? ""} />

export default Page
