import type { Logger, ProviderSendNotificationDTO, ProviderSendNotificationResultsDTO } from "@medusajs/framework/types"
import { AbstractNotificationProviderService } from "@medusajs/framework/utils"

export interface MailboxOptions {
  /** Base URL of the gateway that keeps the mailbox. */
  gatewayUrl: string
}

/** Notification provider that posts every message to the gateway's mailbox, where the demo and the tests read it. */
export class MailboxNotificationService extends AbstractNotificationProviderService {
  static override identifier = "mailbox"

  constructor(
    private readonly cradle: { logger: Logger },
    private readonly options: MailboxOptions,
  ) {
    super()
  }

  override async send(notification: ProviderSendNotificationDTO): Promise<ProviderSendNotificationResultsDTO> {
    const { to, channel, template, data, content } = notification
    const key = (notification as { idempotency_key?: string | null }).idempotency_key
    const response = await fetch(new URL("/mailbox", this.options.gatewayUrl), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ to, channel, template, data, ...content, ...(key ? { idempotency_key: key } : {}) }),
      signal: AbortSignal.timeout(10_000),
    })
    if (!response.ok) throw new Error(`The mailbox answered ${response.status}`)
    const { id } = (await response.json()) as { id: string }
    this.cradle.logger.info(`mailbox: ${channel} "${content?.subject ?? template}" to ${to} (${id})`)
    return { id }
  }
}
