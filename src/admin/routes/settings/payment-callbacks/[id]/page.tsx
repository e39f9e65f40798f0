import { useParams, type UIMatch } from "react-router-dom"
import { DestinationCrumb } from "../../../../components/callbacks/destination-crumb"
import { DestinationPage } from "../../../../components/callbacks/destination-page"

export const handle = { breadcrumb: ({ params }: UIMatch) => <DestinationCrumb id={params.id ?? ""} /> }

const Page = () => <DestinationPage id={useParams().id ?? ""} />

export default Page
