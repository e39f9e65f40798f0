import { useDate } from "@medusajs/dashboard/hooks"
import { Badge, Button, Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { paths } from "../../lib/paths"
import { useNumbers } from "../../lib/use-numbers"
import { useWords } from "../../lib/use-words"
import type { Cause } from "./use-causes"

interface CauseRowProps {
  readonly cause: Cause
  readonly isReplaying: boolean
  readonly onReplay: () => void
}

/** One cause: whose events, why, how many and since when; a way to them, and a way to apply them all again. */
export function CauseRow({ cause, isReplaying, onReplay }: CauseRowProps) {
  const t = useWords()
  const { count } = useNumbers()
  const { getFullDate } = useDate()
  const n = `${count(cause.count)}${cause.count_is_capped ? "+" : ""}`
  const seen = {
    first: getFullDate({ date: cause.first_received_at, includeTime: true }),
    last: getFullDate({ date: cause.last_received_at, includeTime: true }),
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 px-6 py-4">
      <div className="flex min-w-0 max-w-full flex-1 basis-64 flex-col gap-y-1">
        <div className="flex flex-wrap items-center gap-2">
          <Text size="small" leading="compact" weight="plus">
            {cause.account}
          </Text>
          {cause.reason && <Badge size="2xsmall">{cause.reason}</Badge>}
        </div>
        {cause.last_error && (
          <Text size="small" leading="compact" className="text-ui-fg-subtle break-words">
            {cause.last_error}
          </Text>
        )}
        <Text size="small" leading="compact" className="text-ui-fg-subtle">
          {t("causes.events", { n })} · {t("causes.seen", seen)}
        </Text>
        <Link to={paths.eventsOf(cause)} className="txt-compact-small text-ui-fg-base w-fit underline">
          {t("causes.show")}
        </Link>
      </div>
      {!isReplaying && (
        <Button size="small" variant="secondary" onClick={onReplay}>
          {t("causes.replay", { n })}
        </Button>
      )}
    </div>
  )
}
