import { createHash, randomUUID } from "node:crypto"
import type { ProviderSendNotificationDTO, ProviderSendNotificationResultsDTO } from "@medusajs/framework/types"
import { AbstractNotificationProviderService } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type * as WebPush from "web-push"
import { createPost, type Post } from "../../services/net/post"
import { safeUrl } from "../../services/net/safe-url"
import { requirePackage } from "../../services/packages/require-package"
import { subscriptionKeys } from "../../services/push/keys"
import { SendError } from "../../services/notifications/send-error"
import { breakdown, refusal } from "./failure"
import { parseWebPushOptions, type ResolvedWebPushOptions } from "./options"
import { keyOf, writePayload } from "./payload"

const subscription = z.object({ keys: subscriptionKeys })

/**
 * Medusa's notification provider for browsers (Push API: RFC 8030, 8291 and 8292). `to` is the subscription's endpoint and
 * `provider_data.subscription` holds its `keys`. The message is `content.subject` and `content.text`, with `data.url` to open and
 * `data.locale` as its language. Every failure is a SendError; `gone` means that the subscription is to be forgotten.
 */
export class WebPushNotificationService extends AbstractNotificationProviderService {
  static override identifier = "notification-web-push"
  readonly #options: ResolvedWebPushOptions
  readonly #post: Post
  readonly #webPush: typeof WebPush

  static override validateOptions(options: Record<string, unknown>): void {
    parseWebPushOptions(options)
  }

  constructor(_container: unknown, options: Record<string, unknown>) {
    super()
    this.#options = parseWebPushOptions(options)
    this.#post = createPost({ allowedHosts: this.#options.allowedHosts })
    this.#webPush = requirePackage("web-push", "notification-web-push")
  }

  override async send(notification: ProviderSendNotificationDTO): Promise<ProviderSendNotificationResultsDTO> {
    const { host } = this.#endpointOf(notification)
    const { endpoint, headers, body } = this.#requestOf(notification)
    const request = { url: endpoint, headers, body, signal: AbortSignal.timeout(this.#options.timeout) }
    const answer = await this.#post(request).catch((error: unknown) => {
      throw breakdown(error, host)
    })
    if (answer.status < 200 || answer.status > 299) throw refusal(answer, host, new Date())
    return { id: answer.headers.get("location") ?? randomUUID() }
  }

  #endpointOf({ to }: ProviderSendNotificationDTO): URL {
    try {
      return safeUrl(to, this.#options.allowedHosts)
    } catch (error) {
      throw breakdown(error, "")
    }
  }

  /** Encrypted for the subscription and signed with the shop's key. */
  #requestOf(notification: ProviderSendNotificationDTO) {
    const { to: endpoint, provider_data } = notification
    const { vapid, ttlSeconds, urgency } = this.#options
    const given = subscription.safeParse(provider_data?.subscription)
    if (!given.success) {
      const wrong = given.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("; ")
      throw new SendError(`provider_data.subscription: ${wrong}`, { kind: "permanent", code: "invalid_subscription" })
    }
    return this.#webPush.generateRequestDetails({ endpoint, keys: given.data.keys }, writePayload(notification), {
      vapidDetails: vapid,
      TTL: ttlSeconds,
      urgency,
      contentEncoding: "aes128gcm",
      ...topicOf(provider_data),
    })
  }
}

/** The topic, by which a push service replaces a stored message with its repetition. It takes 32 characters at most. */
function topicOf(providerData: ProviderSendNotificationDTO["provider_data"]): { topic?: string } {
  const key = keyOf(providerData)
  return key === undefined ? {} : { topic: createHash("sha256").update(key).digest("base64url").slice(0, 32) }
}
