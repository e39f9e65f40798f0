import type { ProviderSendNotificationResultsDTO } from "@medusajs/framework/types"
import { AbstractNotificationProviderService, ModuleProvider, Modules } from "@medusajs/framework/utils"
import { setTimeout as pause } from "node:timers/promises"

const SEND_MS = 2_000

/** A channel whose every send takes two seconds. */
class SlowNotificationService extends AbstractNotificationProviderService {
  static override identifier = "slow"

  override async send(): Promise<ProviderSendNotificationResultsDTO> {
    await pause(SEND_MS)
    return {}
  }
}

export default ModuleProvider(Modules.NOTIFICATION, { services: [SlowNotificationService] })
