import { Alert, Button, Drawer, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { useEvent } from "../events/use-event"
import { useEntryWords } from "./use-entry-words"
import type { Entry } from "./use-story"

interface EntryDetailsProps {
  readonly entry: Entry
  readonly onClose: () => void
}

/** Scrolled with the keyboard, too. */
const Json = ({ label, value }: { readonly label: string; readonly value: unknown }) => (
  <pre
    tabIndex={0}
    dir="ltr"
    role="region"
    aria-label={label}
    className="txt-compact-small bg-ui-bg-subtle shrink-0 overflow-auto rounded-md p-4 font-mono"
  >
    {JSON.stringify(value, null, 2)}
  </pre>
)

/** The report of the provider, without personal data and secrets. */
function EventContent({ id }: { readonly id: string }) {
  const t = useWords()
  const { data: event, error } = useEvent(id)
  return (
    <>
      <Text size="small" weight="plus" leading="compact">
        {t("events.payload")}
      </Text>
      {error && !event && <Alert variant="error">{error.message}</Alert>}
      {event && <Json label={t("events.payload")} value={event.payload} />}
      <Link to={paths.event(id)} className="txt-compact-small text-ui-fg-base underline">
        {t("item.event")}
      </Link>
    </>
  )
}

/** All that is known of an entry, as JSON; of an event, or of what one brought about, the event's content as well. */
export function EntryDetails({ entry, onClose }: EntryDetailsProps) {
  const t = useWords()
  const { title } = useEntryWords()(entry)
  const known = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null))
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content>
        <div className="flex flex-col gap-y-1 border-b px-6 py-4">
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.Description>{entry.id}</Drawer.Description>
        </div>
        <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-y-auto">
          <Json label={t("story.details")} value={known} />
          {entry.webhook_event_id && <EventContent id={entry.webhook_event_id} />}
        </Drawer.Body>
        <Drawer.Footer>
          <Button type="button" size="small" variant="secondary" onClick={onClose}>
            {t("story.close")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
