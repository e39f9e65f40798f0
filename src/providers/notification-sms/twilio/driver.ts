import type { Twilio } from "twilio"
import { SendError } from "../../../services/notifications/send-error"
import type { SmsDriver, SmsMessage, SmsSent } from "../driver"
import { requirePackage } from "../../../services/packages/require-package"
import { lookUp } from "../look-up"
import { within } from "../within"
import { twilioFailure } from "./failure"
import { findTwilioMessage } from "./find-message"
import { createHttpClient, type TwilioSdk } from "./http-client"
import type { TwilioOptions } from "./options"
import { statusCallback } from "./status-callback"

/** Text messages by Twilio's Messages API. */
export class TwilioDriver implements SmsDriver {
  private readonly client: Twilio

  /** Throws InvalidOptionsError where the SDK is not installed. */
  constructor(private readonly options: TwilioOptions) {
    const sdk = requirePackage<TwilioSdk>("twilio", 'notification-sms: option driver: "twilio"')
    const { accountSid, authToken, apiKey, apiSecret, edge, region } = options
    this.client = new sdk.Twilio(apiKey ?? accountSid, apiSecret ?? authToken, {
      accountSid,
      ...(edge && { edge }),
      ...(region && { region }),
      httpClient: createHttpClient(sdk, options),
    })
  }

  async send(message: SmsMessage): Promise<SmsSent> {
    const { text } = message
    if (!text) {
      throw new SendError("the notification has no content.text to send", { kind: "permanent", code: "no_content" })
    }
    const find = () => this.call(findTwilioMessage(this.client, { to: message.to, text }, new Date()))
    return (message.isRepeat ? await lookUp(find) : undefined) ?? (await this.create(message, text))
  }

  private async create({ to, from, idempotencyKey }: SmsMessage, body: string): Promise<SmsSent> {
    const { messagingServiceSid, statusCallbackUrl } = this.options
    const sender = from ?? this.options.from
    const { sid } = await this.call(
      this.client.messages.create({
        to,
        body,
        ...(sender && { from: sender }),
        ...(messagingServiceSid && { messagingServiceSid }),
        ...(statusCallbackUrl && { statusCallback: statusCallback(statusCallbackUrl, idempotencyKey) }),
      }),
    )
    return { id: sid }
  }

  private async call<T>(call: Promise<T>): Promise<T> {
    try {
      return await within(this.options.timeoutMs, "Twilio", call)
    } catch (error) {
      throw twilioFailure(error)
    }
  }
}
