import { paymentNotificationService } from "../../application/ground/module"
import { recover } from "../../services/deliveries/editing/recover"
import { momentOf } from "../arguments"
import { say, sayJson } from "../print"
import { withStore } from "../store/open-store"
import { requireDestination } from "./require-destination"

interface Asked {
  readonly destination: string
  readonly since: string
  readonly dryRun: boolean
  readonly json: boolean
}

/** Tries again what failed or died since a moment. */
export function recoverDeliveries({ destination, since, dryRun, json }: Asked): Promise<number> {
  const from = momentOf("since", since)
  return withStore(async (container) => {
    const service = paymentNotificationService(container)
    await requireDestination(service, destination)
    const count = await recover(service, { destinationId: destination, since: from, actorId: "command", dryRun })
    if (json) sayJson({ destination, count, dry_run: dryRun })
    else say(dryRun ? `${count} would be tried again (dry run)` : `${count} are tried again`)
    return 0
  })
}
