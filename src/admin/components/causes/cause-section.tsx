import { LaterWords } from "../common/later-words"
import { Causes } from "./causes"
import { useCauses } from "./use-causes"
import { useReplays } from "./use-replays"

/** Events that were given up, a line for each cause, and the replays of the last day; nothing where there are neither. */
export function CauseSection() {
  const replays = useReplays()
  const { data } = useCauses(replays.some(({ state }) => state === "running"))
  const causes = data?.causes ?? []
  if (!causes.length && !replays.length) return null
  return (
    <LaterWords>
      <Causes causes={causes} areCapped={data?.causes_are_capped ?? false} replays={replays} />
    </LaterWords>
  )
}
