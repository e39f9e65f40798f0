import { Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { atLocalTime, localTime } from "../../lib/local-time"
import { useWords } from "../../lib/use-words"
import { FormDrawer } from "../common/form-drawer"
import { TextField } from "../common/text-field"
import { useCatchUp, useCount, type CatchUp } from "./use-destination-acts"
import type { Destination } from "./use-destinations"

const DAY_MS = 86_400_000

interface CatchUpDrawerProps {
  readonly destination: Destination
  readonly verb: CatchUp
  readonly onClose: () => void
}

/** Takes the time since when a destination catches up, says how many deliveries that is, and has it done. */
export function CatchUpDrawer({ destination: { id, failing_since }, verb, onClose }: CatchUpDrawerProps) {
  const t = useWords()
  const [given, setGiven] = useState(() => localTime(failing_since ? new Date(failing_since) : new Date(Date.now() - DAY_MS)))
  const since = atLocalTime(given)?.toISOString()
  const { data: counted, error: uncounted, isFetching } = useCount(id, verb, since)
  const { mutate, error, isPending } = useCatchUp(id, verb)
  const catchUp = () => {
    if (!since) return
    const onSuccess = ({ count }: { count: number }) => {
      toast.success(t("callbacks.caughtUp", { n: count }))
      onClose()
    }
    mutate(since, { onSuccess })
  }
  return (
    <FormDrawer
      title={t(`callbacks.verbs.${verb}`)}
      description={t(`callbacks.${verb}Hint`)}
      verb={t(`callbacks.verbs.${verb}`)}
      isReady={!isFetching && (counted?.count ?? 0) > 0}
      isPending={isPending}
      refusal={(error ?? uncounted)?.message}
      onSubmit={catchUp}
      onClose={onClose}
    >
      <TextField label={t("list.since")} type="datetime-local" value={given} onChange={setGiven} />
      <Text size="small" aria-live="polite">
        {counted ? t("callbacks.counted", { n: counted.count }) : "…"}
      </Text>
    </FormDrawer>
  )
}
