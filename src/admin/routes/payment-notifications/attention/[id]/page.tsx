import { useParams, type UIMatch } from "react-router-dom"
import { AttentionItem } from "../../../../components/attention/attention-item"
import { ItemCrumb } from "../../../../components/attention/item-crumb"

export const handle = { breadcrumb: ({ params }: UIMatch) => <ItemCrumb id={params.id ?? ""} /> }

const Page = () => <AttentionItem id={useParams().id ?? ""} />

export default Page
