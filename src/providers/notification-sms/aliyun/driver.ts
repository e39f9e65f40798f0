import type * as dysms from "@alicloud/dysmsapi20170525"
import type { SmsDriver, SmsMessage, SmsSent } from "../driver"
import { requirePackage } from "../../../services/packages/require-package"
import { lookUp } from "../look-up"
import { within } from "../within"
import { aliyunFailure, aliyunRefusal } from "./failure"
import { fillTemplate } from "./fill-template"
import { sendDates, wasSent } from "./find-message"
import type { AliyunOptions } from "./options"
import { aliyunPhoneNumber } from "./phone-number"

type AliyunSdk = typeof dysms
type Config = ConstructorParameters<AliyunSdk["default"]>[0]
type Runtime = Parameters<dysms.default["sendSmsWithOptions"]>[1]

/** Text messages by Alibaba Cloud's Short Message Service. */
export class AliyunDriver implements SmsDriver {
  private readonly sdk: AliyunSdk
  private readonly client: dysms.default
  private readonly runtime: Runtime

  /** Throws InvalidOptionsError where the SDK is not installed. */
  constructor(private readonly options: AliyunOptions) {
    this.sdk = requirePackage<AliyunSdk>("@alicloud/dysmsapi20170525", 'notification-sms: option driver: "aliyun"')
    const { accessKeyId, accessKeySecret, endpoint, timeoutMs } = options
    const { host, protocol } = new URL(endpoint)
    // Plain objects: the classes for them live in packages that only the SDK itself depends on.
    const config = { accessKeyId, accessKeySecret, endpoint: host, protocol: protocol.slice(0, -1) }
    this.client = new this.sdk.default({ ...config, retryOptions: { retryable: false } } as unknown as Config)
    this.runtime = { connectTimeout: timeoutMs, readTimeout: timeoutMs } as Runtime
  }

  async send(message: SmsMessage): Promise<SmsSent> {
    const phoneNumber = aliyunPhoneNumber(message.to)
    const filled = fillTemplate(this.options.templates, message)
    const { idempotencyKey } = message
    const find = () => this.find(phoneNumber, idempotencyKey)
    const earlier = message.isRepeat ? await lookUp(find) : undefined
    if (earlier) return earlier
    const request = new this.sdk.SendSmsRequest({
      phoneNumbers: phoneNumber,
      signName: this.options.signName,
      ...filled,
      outId: idempotencyKey,
    })
    const { bizId } = await this.call(this.client.sendSmsWithOptions(request, this.runtime))
    return bizId ? { id: bizId } : {}
  }

  private async find(phoneNumber: string, outId: string | undefined): Promise<SmsSent | undefined> {
    if (outId === undefined) return undefined
    for (const sendDate of sendDates(new Date())) {
      const request = new this.sdk.QuerySendDetailsRequest({ phoneNumber, sendDate, pageSize: 50, currentPage: 1 })
      const body = await this.call(this.client.querySendDetailsWithOptions(request, this.runtime))
      // The list has no BizId; the receipt bears the key as `out_id`.
      if (wasSent(body, outId)) return {}
    }
    return undefined
  }

  /** The body of an answer with the code OK: a refusal, too, comes with status 200. */
  private async call<Body extends { code?: string }>(call: Promise<{ body?: Body }>): Promise<Body> {
    try {
      const { body } = await within(this.options.timeoutMs, "Alibaba Cloud", call)
      if (body?.code !== "OK") throw aliyunRefusal(String(body?.code))
      return body
    } catch (error) {
      throw aliyunFailure(error)
    }
  }
}
