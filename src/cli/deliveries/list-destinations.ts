import { paymentNotificationService } from "../../application/ground/module"
import type { DestinationOverview } from "../../services/store/delivery-overview-repository"
import { say, sayJson } from "../print"
import { span } from "../span"
import { withStore } from "../store/open-store"

/** A destination fails, or is disabled. */
const TROUBLED = 3

/** Lists the destinations and how each goes. */
export function listDestinations(json: boolean): Promise<number> {
  return withStore(async (container) => {
    const destinations = await paymentNotificationService(container).deliveryOverview.list()
    if (json) sayJson({ destinations })
    else if (!destinations.length) say("no destination: no third party is sent anything")
    else for (const destination of destinations) say(lineOf(destination, new Date()))
    return destinations.some((one) => one.state === "disabled" || one.failing_since !== null) ? TROUBLED : 0
  })
}

/** `erp  http  failing for 3 h  12 wait (oldest 3 h), 1 dead, last success 2026-06-01T12:00:00.000Z`. */
export function lineOf(destination: DestinationOverview, now: Date): string {
  const { id, kind, waiting, oldest, dead, last_delivered_at } = destination
  const ago = (at: Date) => span(now.getTime() - new Date(at).getTime())
  const waits = `${waiting} wait${oldest ? ` (oldest ${ago(oldest)})` : ""}`
  const last = last_delivered_at ? new Date(last_delivered_at).toISOString() : "none yet"
  return `${id.padEnd(32)} ${kind.padEnd(10)} ${stateOf(destination, ago)}  ${waits}, ${dead} dead, last success ${last}`
}

function stateOf({ state, disabled_reason, failing_since, is_open }: DestinationOverview, ago: (at: Date) => string): string {
  if (state === "disabled") return `disabled (${disabled_reason ?? "unknown"})`
  if (!failing_since) return state
  return `${state}, failing for ${ago(failing_since)}${is_open ? ", only probed" : ""}`
}
