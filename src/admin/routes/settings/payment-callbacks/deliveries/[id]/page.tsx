import { useParams, type UIMatch } from "react-router-dom"
import { DeliveryCrumb } from "../../../../../components/callbacks/delivery-crumb"
import { DeliveryPage } from "../../../../../components/callbacks/delivery-page"
import { LaterWords } from "../../../../../components/common/later-words"

export const handle = { breadcrumb: ({ params }: UIMatch) => <DeliveryCrumb id={params.id ?? ""} /> }

const Page = () => (
  <LaterWords>
    <DeliveryPage id={useParams().id ?? ""} />
  </LaterWords>
)

export default Page
