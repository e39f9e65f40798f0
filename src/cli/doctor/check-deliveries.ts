import type { PaymentNotificationService } from "../../services"
import { requirePackage } from "../../services/packages/require-package"
import type { DestinationOverview } from "../../services/store/delivery-overview-repository"
import { span } from "../span"
import { addressProblem } from "./check-address"
import { concern, failure, ok, type Check } from "../../application/ground/check"

type Service = Pick<PaymentNotificationService, "deliveryOverview" | "destinations" | "destinationKinds" | "options">

/** Checks each destination: whether facts get there, and whether this process could send them. */
export async function checkDeliveries(service: Service, now = new Date()): Promise<Check[]> {
  const destinations = await service.deliveryOverview.list()
  const checks: Check[] = []
  for (const destination of destinations) {
    checks.push(checkState(destination, now), ...(await checkSending(service, destination)))
  }
  return checks
}

function checkState({ id, state, disabled_reason, disabled_at, failing_since, waiting }: DestinationOverview, now: Date): Check {
  const check = `destination ${id}`
  const ago = (at: Date) => span(now.getTime() - new Date(at).getTime())
  if (state === "disabled") {
    const since = disabled_at ? ` for ${ago(disabled_at)}` : ""
    return failure(
      check,
      `is disabled${since} (${disabled_reason ?? "unknown"}): no fact is planned for it; mend its receiver and enable it, or delete it`,
    )
  }
  if (state === "paused") return concern(check, `is paused; ${waiting} facts wait`)
  if (failing_since)
    return concern(check, `has failed for ${ago(failing_since)}; ${waiting} facts wait, and one at a time is tried`)
  return ok(check, waiting ? `works; ${waiting} facts wait` : "works")
}

/** Obstacles to sending, whatever the receiver says: an unknown kind, a missing package or key, an address that is not called. */
async function checkSending(
  { destinations, destinationKinds, options }: Service,
  { id, kind: name }: DestinationOverview,
): Promise<Check[]> {
  const check = `destination ${id}: sending`
  const kind = destinationKinds.get(name)
  if (!kind) {
    return [failure(check, `there is no kind "${name}"; put it back into the option deliveries.kinds, or delete the destination`)]
  }
  try {
    for (const needed of kind.packages ?? []) requirePackage(needed, `kind ${name}`)
    const { config } = (await destinations.open(id)) ?? {}
    const { url } = (config ?? {}) as { readonly url?: unknown }
    if (name !== "http" || typeof url !== "string") return []
    const problem = await addressProblem(url, options.deliveries)
    return problem ? [failure(check, `its URL is not called: ${problem}; see the options deliveries.allowedHosts and ports`)] : []
  } catch (error) {
    return [failure(check, error instanceof Error ? error.message : String(error))]
  }
}
