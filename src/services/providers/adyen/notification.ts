import { MalformedPayloadError } from "../../domain/errors"
import { isJsonObject, peekJson } from "../kit/read-json"
import type { WebhookRequest } from "../provider"
import { readItem, type Item } from "./item"

/** A standard webhook. */
export interface Notification {
  /** From the unsigned envelope. */
  readonly live: boolean
  readonly items: readonly Item[]
}

/**
 * The notification that was verified last, until it is read, so that a body is parsed once. A WeakMap would take longer than to parse
 * again. If another call is verified in between, its body is.
 */
let last: { readonly request: WebhookRequest; readonly notification: Notification } | undefined

/** Keeps a request's notification, all of whose items have been verified, for `takeNotification`. */
export function keepVerified(request: WebhookRequest, notification: Notification): void {
  last = { request, notification }
}

/** The request's standard webhook, as it was verified. */
export function takeNotification(request: WebhookRequest): Notification {
  const verified = last?.request === request ? last.notification : undefined
  last = undefined
  return verified ?? requireNotification(peekJson(request.rawBody))
}

/** Reads a standard webhook. Throws MalformedPayloadError, also for items whose signed fields could be read in two ways. */
export function requireNotification(body: unknown): Notification {
  if (!isJsonObject(body)) throw new MalformedPayloadError("the body is not a JSON object")
  const { live, notificationItems } = body
  if (live !== "true" && live !== "false") throw new MalformedPayloadError('live must be the text "true" or "false"')
  if (!Array.isArray(notificationItems)) throw new MalformedPayloadError("notificationItems must be a list")
  if (!notificationItems.length) throw new MalformedPayloadError("notificationItems is empty: nothing in it is signed")
  return { live: live === "true", items: notificationItems.map(itemOf) }
}

function itemOf(wrapper: unknown, index: number): Item {
  const item = isJsonObject(wrapper) ? wrapper.NotificationRequestItem : undefined
  if (!isJsonObject(item)) throw new MalformedPayloadError(`item ${index} is no NotificationRequestItem`)
  return readItem(item, index)
}
