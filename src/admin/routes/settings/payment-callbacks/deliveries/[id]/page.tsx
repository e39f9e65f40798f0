import { useParams } from "react-router-dom"
import { DeliveryPage } from "../../../../../components/callbacks/delivery-page"

const Page = () => <DeliveryPage id={useParams().id ?? ""} />

export default Page
