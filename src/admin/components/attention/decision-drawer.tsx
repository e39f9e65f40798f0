import { Alert, Button, Drawer, Text, toast } from "@medusajs/ui"
import { useEffect, useState, type FormEvent } from "react"
import type { Decision } from "../../../services/domain/decisions"
import { useDecision } from "./use-decision"
import type { Item } from "./use-item"
import { consequenceOf, needsConfirmation } from "../../lib/consequence"
import { useSums } from "../../lib/use-sums"
import { useWords } from "../../lib/use-words"
import { DecisionFields, NOTHING_ENTERED } from "./decision-fields"

interface DecisionDrawerProps {
  readonly item: Item
  readonly action: Decision
  readonly onClose: () => void
}

/**
 * Says what a decision does, takes the note and the confirmation of the sum, and carries it out. What others do meanwhile is shown: a
 * sum that has changed is confirmed anew, and an item that is decided is decided no second time.
 */
export function DecisionDrawer({ item, action, onClose }: DecisionDrawerProps) {
  const t = useWords()
  const sums = useSums()
  const { mutate, error, isPending } = useDecision(item)
  const [seen, setSeen] = useState(item)
  const [entered, setEntered] = useState(NOTHING_ENTERED)
  const isDecided = !item.allowed.includes(action)
  const hasChanged = item.updated_at !== seen.updated_at
  const sum = sums(item.amount_major, item.currency_code)
  useEffect(() => {
    if (hasChanged) setEntered((before) => ({ ...before, isSumConfirmed: false }))
  }, [hasChanged, item.updated_at])

  const decide = (event: FormEvent) => {
    event.preventDefault()
    const note = entered.note.trim()
    mutate(
      {
        action,
        updated_at: item.updated_at,
        ...(note && { note }),
        ...(item.amount_required && action === "accept" && { amount: entered.amount.trim() }),
      },
      {
        onSuccess: () => {
          toast.success(t(`decide.success.${action}`))
          onClose()
        },
        onError: () => setSeen(item),
      },
    )
  }

  const isReady =
    (action !== "dismiss" || entered.note.trim() !== "") &&
    (!needsConfirmation(action, item) || entered.isSumConfirmed) &&
    (action !== "accept" || !item.amount_required || entered.amount.trim() !== "")
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content>
        {/* Not `Drawer.Header`: its close button has no name. */}
        <div className="flex flex-col gap-y-1 border-b px-6 py-4">
          <Drawer.Title>{t(`item.verbs.${action}`)}</Drawer.Title>
          <Drawer.Description>{t(`matters.titles.${item.kind}`)}</Drawer.Description>
        </div>
        <form onSubmit={decide} className="flex flex-1 flex-col overflow-hidden">
          <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-y-auto">
            <Text size="small">{t(consequenceOf(action, item), { sum })}</Text>
            {isDecided && !isPending && <Alert variant="warning">{t("decide.decided")}</Alert>}
            {!isDecided && hasChanged && <Alert variant="warning">{t("decide.changed")}</Alert>}
            {error && (
              <Alert variant="error">
                {t("decide.refused")}: {error.message}
              </Alert>
            )}
            {!isDecided && (
              <DecisionFields
                action={action}
                entered={entered}
                onChange={setEntered}
                sum={needsConfirmation(action, item) ? sum : undefined}
                currency={action === "accept" && item.amount_required ? (item.currency_code ?? "") : undefined}
              />
            )}
          </Drawer.Body>
          <Drawer.Footer>
            <Button type="button" size="small" variant="secondary" onClick={onClose}>
              {t("decide.cancel")}
            </Button>
            {!isDecided && (
              <Button
                type="submit"
                size="small"
                variant={action === "refund" ? "danger" : "primary"}
                disabled={!isReady}
                isLoading={isPending}
              >
                {t(`item.verbs.${action}`)}
                {needsConfirmation(action, item) && ` · ${sum}`}
              </Button>
            )}
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}
