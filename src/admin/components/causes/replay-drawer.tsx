import { SectionRow } from "@medusajs/dashboard/components"
import { Alert, Button, Drawer, Text, toast } from "@medusajs/ui"
import { useNumbers } from "../../lib/use-numbers"
import { useWords } from "../../lib/use-words"
import type { Cause } from "./use-causes"
import { useBeginReplay } from "./use-replays"

interface ReplayDrawerProps {
  readonly cause: Cause
  readonly onClose: () => void
}

/** Says how many events of which account and cause are applied again, and begins with it once a person has confirmed it. */
export function ReplayDrawer({ cause, onClose }: ReplayDrawerProps) {
  const t = useWords()
  const { count } = useNumbers()
  const { counted, begin } = useBeginReplay(cause)
  const n = counted.data === undefined ? undefined : count(counted.data)
  const error = begin.error ?? counted.error
  const onSuccess = () => {
    toast.success(t("causes.begun"))
    onClose()
  }
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content>
        <div className="flex flex-col gap-y-1 border-b px-6 py-4">
          <Drawer.Title>{t("events.verbs.replay")}</Drawer.Title>
          <Drawer.Description>{cause.account}</Drawer.Description>
        </div>
        <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-y-auto px-0">
          <div className="divide-y border-b">
            <SectionRow title={t("item.account")} value={cause.account} />
            <SectionRow title={t("events.reason")} value={cause.reason ?? "–"} />
            <SectionRow title={t("events.error")} value={cause.last_error ?? "–"} />
          </div>
          <Text size="small" weight="plus" className="px-6" aria-live="polite">
            {n === undefined ? !counted.error && t("causes.counting") : t("causes.confirm", { n })}
          </Text>
          <Text size="small" className="px-6">
            {t("causes.safe")}
          </Text>
          {error && (
            <Alert variant="error" className="mx-6">
              {t("decide.refused")}: {error.message}
            </Alert>
          )}
        </Drawer.Body>
        <Drawer.Footer>
          <Button size="small" variant="secondary" onClick={onClose}>
            {t("decide.cancel")}
          </Button>
          <Button
            size="small"
            disabled={!counted.data}
            isLoading={begin.isPending}
            onClick={() => begin.mutate(undefined, { onSuccess })}
          >
            {t("causes.replay", { n: n ?? "…" })}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
