import { useParams, type UIMatch } from "react-router-dom"
import { DestinationCrumb } from "../../../../components/callbacks/destination-crumb"
import { DestinationPage } from "../../../../components/callbacks/destination-page"
import { LaterWords } from "../../../../components/common/later-words"

export const handle = { breadcrumb: ({ params }: UIMatch) => <DestinationCrumb id={params.id ?? ""} /> }

const Page = () => (
  <LaterWords>
    <DestinationPage id={useParams().id ?? ""} />
  </LaterWords>
)

export default Page
