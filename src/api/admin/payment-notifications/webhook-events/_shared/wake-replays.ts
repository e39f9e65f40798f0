import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { WEBHOOK_EVENT_RECEIVED } from "../../../../../application/ground/events"
import { describeError } from "../../../../../services/domain/describe-error"

/** Has a process that works begin on a replay at once. A lost hint costs seconds: the sweep looks as well. */
export function wakeReplays(container: MedusaContainer): void {
  const bus = container.resolve(Modules.EVENT_BUS)
  void Promise.resolve(bus.emit({ name: WEBHOOK_EVENT_RECEIVED, data: { replays: true } }, { internal: true })).catch(
    (error: unknown) => {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`workers could not be woken for a replay; the sweep will: ${describeError(error).message}`)
    },
  )
}
