import { paymentNotificationService } from "../../application/ground/module"
import { replayMissing } from "../../services/deliveries/editing/replay-missing"
import { momentOf } from "../arguments"
import { say, sayJson } from "../print"
import { withStore } from "../store/open-store"
import { UsageError } from "../usage-error"
import { requireDestination } from "./require-destination"

interface Asked {
  readonly destination: string
  readonly since: string
  readonly until: string | undefined
  readonly dryRun: boolean
  readonly json: boolean
}

/** Plans facts that a destination never got. */
export function replayMissingFacts({ destination, since, until, dryRun, json }: Asked): Promise<number> {
  const span = { since: momentOf("since", since), until: until === undefined ? new Date() : momentOf("until", until) }
  if (span.until <= span.since) throw new UsageError("--until must be after --since")
  return withStore(async (container) => {
    const service = paymentNotificationService(container)
    await requireDestination(service, destination)
    const count = await replayMissing(service, { destinationId: destination, ...span, dryRun })
    if (json) sayJson({ destination, count, dry_run: dryRun })
    else say(dryRun ? `${count} would be planned (dry run)` : `${count} were planned`)
    return 0
  })
}
