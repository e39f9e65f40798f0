import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { RetentionOptions } from "../services/options/retention"
import type { PaymentNotification } from "../services/store/entities"
import type { Retained } from "../services/store/retention-repository"
import { paymentNotificationService } from "./ground/module"
import { forgetHandedOver } from "./notifications/send/forget-handed-over"

/** Small, so that no commit holds its locks for long or makes a replica wait. */
const BATCH = 500

/** No risk rule looks further back. */
const METHOD_USE_DAYS = 30
/** Days after which a browser's subscription that has expired by its own account is deleted. */
const EXPIRED_PUSH_DAYS = 1

/** Rows are deleted before the rows that they refer to. */
const AGES: ReadonlyArray<readonly [Retained, (options: RetentionOptions) => number | false]> = [
  ["deliveries", ({ deliveryDays }) => deliveryDays],
  ["findings", ({ reconciliationDays }) => reconciliationDays],
  ["runs", ({ reconciliationDays }) => reconciliationDays],
  ["checks", ({ reconciliationDays }) => reconciliationDays],
  ["notifications", ({ notificationDays }) => notificationDays],
  ["webhookEvents", ({ webhookEventDays }) => webhookEventDays],
  ["replays", ({ webhookEventDays }) => webhookEventDays],
  ["paymentMethodUses", () => METHOD_USE_DAYS],
  ["pushSubscriptions", () => EXPIRED_PUSH_DAYS],
]

/** Deletes, batch by batch, finished rows that are older than the options allow. Several instances at once share the work. */
export async function prune(container: MedusaContainer): Promise<void> {
  const { options, retention } = paymentNotificationService(container)
  const forget = (messages: PaymentNotification[]) => forgetHandedOver(container, messages)
  const pruned: string[] = []
  for (const [what, age] of AGES) {
    const days = age(options.retention)
    if (days === false) continue
    const first = what === "notifications" ? forget : undefined
    let all = 0
    for (let deleted = BATCH; deleted === BATCH; all += deleted) deleted = await retention.prune(what, days, BATCH, first)
    if (all) pruned.push(`${all} ${what}`)
  }
  if (pruned.length)
    container.resolve(ContainerRegistrationKeys.LOGGER).info(`payment notifications: pruned ${pruned.join(", ")}`)
}
