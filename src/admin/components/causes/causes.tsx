import { Text } from "@medusajs/ui"
import { useState } from "react"
import { useWords } from "../../lib/use-words"
import { Section } from "../common/section"
import { CauseRow } from "./cause-row"
import { ReplayDrawer } from "./replay-drawer"
import { ReplayRow } from "./replay-row"
import type { Cause } from "./use-causes"
import type { Replay } from "./use-replays"

interface CausesProps {
  readonly causes: readonly Cause[]
  readonly areCapped: boolean
  readonly replays: readonly Replay[]
}

/** A line for each cause, and one for each replay. */
export function Causes({ causes, areCapped, replays }: CausesProps) {
  const t = useWords()
  const [chosen, setChosen] = useState<Cause>()
  const isReplaying = ({ account, cause }: Cause) =>
    replays.some((run) => run.state === "running" && run.account === account && run.cause === cause)
  return (
    <section aria-label={t("causes.title")}>
      <Section title={t("causes.title")}>
        <Text size="small" className="text-ui-fg-subtle px-6 py-3">
          {t("causes.hint")}
        </Text>
        {causes.map((cause) => (
          <CauseRow
            key={`${cause.account} ${cause.cause}`}
            cause={cause}
            isReplaying={isReplaying(cause)}
            onReplay={() => setChosen(cause)}
          />
        ))}
        {areCapped && (
          <Text size="small" className="text-ui-fg-subtle px-6 py-3">
            {t("causes.more")}
          </Text>
        )}
        {replays.map((replay) => (
          <ReplayRow key={replay.id} replay={replay} />
        ))}
        {chosen && <ReplayDrawer cause={chosen} onClose={() => setChosen(undefined)} />}
      </Section>
    </section>
  )
}
