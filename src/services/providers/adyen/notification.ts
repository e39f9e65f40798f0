import { MalformedPayloadError } from "../../domain/errors"
import { isJsonObject } from "../kit/read-json"
import { readItem, type Item } from "./item"

/** A standard webhook. */
export interface Notification {
  /** From the unsigned envelope. */
  readonly live: boolean
  readonly items: readonly Item[]
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
