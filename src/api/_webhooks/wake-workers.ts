import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { describeError } from "../../services/domain/describe-error"
import { WEBHOOK_EVENT_RECEIVED } from "../../application/ground/events"

let waking = false

/** Emits one hint for all the calls that were committed together. A lost hint costs seconds: the sweep looks as well. */
export function wakeWorkers(container: MedusaContainer): void {
  if (waking) return
  waking = true
  setImmediate(() => {
    waking = false
    void Promise.resolve(
      container.resolve(Modules.EVENT_BUS).emit({ name: WEBHOOK_EVENT_RECEIVED, data: {} }, { internal: true }),
    ).catch((error: unknown) => {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`workers could not be woken; the sweep will: ${describeError(error).message}`)
    })
  })
}
