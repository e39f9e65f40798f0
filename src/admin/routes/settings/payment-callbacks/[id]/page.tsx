import { useParams } from "react-router-dom"
import { DestinationPage } from "../../../../components/callbacks/destination-page"

const Page = () => <DestinationPage id={useParams().id ?? ""} />

export default Page
