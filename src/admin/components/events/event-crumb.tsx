import { useEvent } from "./use-event"

/** An event in the path above its page, by its type. */
export const EventCrumb = ({ id }: { readonly id: string }) => <>{useEvent(id, { enabled: false }).data?.type ?? id}</>
