import { useDate } from "@medusajs/dashboard/hooks"
import { Alert, Badge, Button, StatusBadge, Text, toast } from "@medusajs/ui"
import { useNumbers } from "../../lib/use-numbers"
import { useWords } from "../../lib/use-words"
import { Who } from "../common/who"
import { useStopReplay, type Replay } from "./use-replays"

const COLORS = { running: "blue", stopped: "orange", finished: "green" } as const

/** A replay: how far it has come, who began it and who stopped it. */
export function ReplayRow({ replay }: { readonly replay: Replay }) {
  const t = useWords()
  const { count } = useNumbers()
  const { getFullDate } = useDate()
  const { mutate, isPending, error } = useStopReplay(replay)
  const stop = () => mutate(undefined, { onSuccess: () => void toast.success(t("causes.stopped")) })
  const { total, done, failed, state, account, reason } = replay
  const progress = t("causes.progress", { done: count(done), total: count(total) })
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <StatusBadge color={COLORS[state]}>{t(`causes.states.${state}`)}</StatusBadge>
          <Text size="small" leading="compact" weight="plus">
            {account}
          </Text>
          {reason && <Badge size="2xsmall">{reason}</Badge>}
        </div>
        {state === "running" && (
          <Button size="small" variant="secondary" isLoading={isPending} onClick={stop}>
            {t("causes.stop")}
          </Button>
        )}
      </div>
      <div
        role="progressbar"
        aria-label={progress}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={Math.min(done, total)}
        aria-valuetext={progress}
        className="bg-ui-bg-component h-1.5 w-full overflow-hidden rounded-full"
      >
        <div
          className="bg-ui-bg-interactive h-full rounded-full transition-all"
          style={{ width: `${Math.min(100, (100 * done) / Math.max(total, 1))}%` }}
        />
      </div>
      <Text size="small" leading="compact" className="text-ui-fg-subtle">
        {progress}
        {failed > 0 && ` · ${t("causes.failed", { n: count(failed) })}`}
        {` · ${t("causes.by")} `}
        <Who actor={replay.actor} />
        {`, ${getFullDate({ date: replay.created_at, includeTime: true })}`}
        {replay.stopped_by && (
          <>
            {` · ${t("causes.stoppedBy")} `}
            <Who actor={replay.stopped_by} />
          </>
        )}
      </Text>
      {error && (
        <Alert variant="error">
          {t("decide.refused")}: {error.message}
        </Alert>
      )}
    </div>
  )
}
