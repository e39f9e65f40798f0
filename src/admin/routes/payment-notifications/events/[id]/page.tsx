import { useParams, type UIMatch } from "react-router-dom"
import { EventCrumb } from "../../../../components/events/event-crumb"
import { EventPage } from "../../../../components/events/event-page"

export const handle = { breadcrumb: ({ params }: UIMatch) => <EventCrumb id={params.id ?? ""} /> }

const Page = () => <EventPage id={useParams().id ?? ""} />

export default Page
