import { Alert, Button, Drawer, Text, toast } from "@medusajs/ui"
import { useState, type FormEvent } from "react"
import { useEventDecision, type Event } from "./use-event"
import { useWords } from "../../lib/use-words"
import { DecisionFields, NOTHING_ENTERED } from "../attention/decision-fields"

interface IgnoreDrawerProps {
  readonly event: Event
  readonly onClose: () => void
}

/** Takes the reason to ignore an event, which is kept on it. */
export function IgnoreDrawer({ event, onClose }: IgnoreDrawerProps) {
  const t = useWords()
  const [entered, setEntered] = useState(NOTHING_ENTERED)
  const { mutate, error, isPending } = useEventDecision(event)
  const reason = entered.note.trim()
  const ignore = (submitted: FormEvent) => {
    submitted.preventDefault()
    const onSuccess = () => {
      toast.success(t("events.ignored"))
      onClose()
    }
    mutate({ action: "ignore", reason }, { onSuccess })
  }
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content>
        <div className="flex flex-col gap-y-1 border-b px-6 py-4">
          <Drawer.Title>{t("events.verbs.ignore")}</Drawer.Title>
          <Drawer.Description>{event.type}</Drawer.Description>
        </div>
        <form onSubmit={ignore} className="flex flex-1 flex-col overflow-hidden">
          <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-y-auto">
            <Text size="small">{t("events.ignoreHint")}</Text>
            {error && (
              <Alert variant="error">
                {t("decide.refused")}: {error.message}
              </Alert>
            )}
            <DecisionFields action="dismiss" entered={entered} onChange={setEntered} sum={undefined} currency={undefined} />
          </Drawer.Body>
          <Drawer.Footer>
            <Button type="button" size="small" variant="secondary" onClick={onClose}>
              {t("decide.cancel")}
            </Button>
            <Button type="submit" size="small" disabled={!reason} isLoading={isPending}>
              {t("events.verbs.ignore")}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}
