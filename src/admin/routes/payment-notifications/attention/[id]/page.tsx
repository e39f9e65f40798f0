import { useParams } from "react-router-dom"
import { AttentionItem } from "../../../../components/attention-item"

const Page = () => <AttentionItem id={useParams().id ?? ""} />

export default Page
