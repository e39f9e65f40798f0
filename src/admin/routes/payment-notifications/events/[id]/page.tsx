import { useParams } from "react-router-dom"
import { EventPage } from "../../../../components/events/event-page"

const Page = () => <EventPage id={useParams().id ?? ""} />

export default Page
