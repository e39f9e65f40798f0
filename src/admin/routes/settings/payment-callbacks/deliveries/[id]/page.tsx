import { useParams, type UIMatch } from "react-router-dom"
import { DeliveryCrumb } from "../../../../../components/callbacks/delivery-crumb"
import { DeliveryPage } from "../../../../../components/callbacks/delivery-page"

export const handle = { breadcrumb: ({ params }: UIMatch) => <DeliveryCrumb id={params.id ?? ""} /> }

const Page = () => <DeliveryPage id={useParams().id ?? ""} />

export default Page
