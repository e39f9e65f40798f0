import { useParams } from "react-router-dom"
import { AttentionItem } from "../../../../components/attention/attention-item"

const Page = () => <AttentionItem id={useParams().id ?? ""} />

export default Page
