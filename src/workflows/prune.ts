import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { RetentionOptions } from "../services/options/retention"
import type { Retained } from "../services/store/retention-repository"
import { paymentNotificationService } from "./module"

/** Small, so that no commit holds its locks for long or makes a replica wait. */
const BATCH = 500

/** What goes first lets go of what it refers to. */
const AGES: ReadonlyArray<readonly [Retained, keyof RetentionOptions]> = [
  ["findings", "reconciliationDays"],
  ["runs", "reconciliationDays"],
  ["checks", "reconciliationDays"],
  ["notifications", "notificationDays"],
  ["webhookEvents", "webhookEventDays"],
]

/** Deletes, batch by batch, what is settled and older than the options keep it. Several instances at once share the work. */
export async function prune(container: MedusaContainer): Promise<void> {
  const { options, retention } = paymentNotificationService(container)
  const pruned: string[] = []
  for (const [what, age] of AGES) {
    const days = options.retention[age]
    if (days === false) continue
    let all = 0
    for (let deleted = BATCH; deleted === BATCH; all += deleted) deleted = await retention.prune(what, days, BATCH)
    if (all) pruned.push(`${all} ${what}`)
  }
  if (pruned.length)
    container.resolve(ContainerRegistrationKeys.LOGGER).info(`payment notifications: pruned ${pruned.join(", ")}`)
}
