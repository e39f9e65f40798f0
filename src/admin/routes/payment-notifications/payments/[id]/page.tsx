import { useParams, type UIMatch } from "react-router-dom"
import { PaymentStory } from "../../../../components/story/payment-story"
import { StoryCrumb } from "../../../../components/story/story-crumb"

export const handle = { breadcrumb: ({ params }: UIMatch) => <StoryCrumb id={params.id ?? ""} /> }

const Page = () => <PaymentStory id={useParams().id ?? ""} />

export default Page
