import type { ProviderSendNotificationDTO, ProviderSendNotificationResultsDTO } from "@medusajs/framework/types"
import { AbstractNotificationProviderService } from "@medusajs/framework/utils"
import { AliyunDriver } from "./aliyun/driver"
import type { SmsDriver } from "./driver"
import { parseSmsOptions, type ResolvedSmsOptions, type SmsOptions } from "./options"
import { requireE164 } from "./recipient"
import { TwilioDriver } from "./twilio/driver"

/** Medusa's notification provider for text messages, by Twilio or Alibaba Cloud. */
export class SmsNotificationService extends AbstractNotificationProviderService {
  static override readonly identifier = "notification-sms"

  /** Throws InvalidOptionsError. A missing SDK is found here too, at boot, and not by the first customer. */
  static override validateOptions(options: Record<string, unknown>): void {
    createDriver(parseSmsOptions(options))
  }

  private readonly driver: SmsDriver

  constructor(_cradle: object, options: SmsOptions) {
    super()
    this.driver = createDriver(parseSmsOptions(options))
  }

  /** Throws SendError for every failure. */
  override async send(notification: ProviderSendNotificationDTO): Promise<ProviderSendNotificationResultsDTO> {
    const { to, from, template, data, content, provider_data } = notification
    return this.driver.send({
      to: requireE164(to),
      from: from?.trim() || undefined,
      template,
      text: content?.text || undefined,
      data: data ?? {},
      ...attempt(provider_data ?? {}),
    })
  }
}

/** `idempotency_key` names the notification; `attempt` counts from 1. Both are the caller's, and optional. */
function attempt({ idempotency_key: key, attempt }: Record<string, unknown>) {
  return {
    idempotencyKey: typeof key === "string" && key ? key : undefined,
    isRepeat: typeof attempt === "number" && attempt > 1,
  }
}

const createDriver = (options: ResolvedSmsOptions): SmsDriver =>
  options.driver === "twilio" ? new TwilioDriver(options) : new AliyunDriver(options)
