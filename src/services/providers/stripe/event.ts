import { z } from "@medusajs/framework/zod"
import { MalformedPayloadError } from "../../domain/errors"
import { fieldOf, readBoolean, readObject, readSeconds, readText, requireField } from "../kit/fields"
import type { JsonObject } from "../kit/read-json"

/** The stored fields of an event, at the places where Stripe sends them: those that are read, and none of the payer. */
export type StripeEvent = Readonly<Record<string, unknown>>

/** `object` of a thin event, which names the changed object and does not carry it. */
export const THIN = "v2.core.event"

export const TEXT = "must be text of 1 to 255 characters"

/** The time of an event. Snapshot events count seconds, thin ones write a date. A time that cannot be read is left out. */
export function timeOf(created: unknown): Date | undefined {
  const seconds = readSeconds(created)
  if (seconds !== undefined) return new Date(seconds * 1000)
  return typeof created === "string" && isoDate.safeParse(created).success ? new Date(created) : undefined
}

const isoDate = z.iso.datetime({ offset: true })

/** True in live mode. Required of every event that is read: play money must never pay for an order. */
export const liveModeOf = (event: JsonObject): boolean =>
  requireField(readBoolean(event.livemode), "livemode", "must be true or false")

export interface ThinEvent {
  readonly object: typeof THIN
  readonly livemode: boolean
  readonly context?: string | undefined
  readonly related_object: { readonly id: string; readonly url: string }
}

/**
 * The path is appended to the API's address together with the API key, so it is a plain path and nothing else:
 * `//elsewhere.example` would send the key there.
 */
const API_PATH = /^\/v1(?:\/[A-Za-z0-9_]+)+$/

/** The fields of a thin event about an object of API v1. Throws MalformedPayloadError. */
export function pickThin(event: JsonObject): ThinEvent {
  const related = readObject(event.related_object)
  const path = readText(related?.url)
  if (path === undefined || !API_PATH.test(path)) throw new MalformedPayloadError("related_object.url must be a path of API v1")
  const id = requireField(readText(related?.id), "related_object.id", TEXT)
  return { object: THIN, livemode: liveModeOf(event), context: readText(event.context), related_object: { id, url: path } }
}

/** A snapshot event with its object as it came. `account`: the connected account. Throws MalformedPayloadError. */
export const readSnapshot = (event: JsonObject) => ({
  livemode: liveModeOf(event),
  account: readText(event.account),
  object: requireField(readObject(fieldOf(event.data, "object")), "data.object", "must be an object"),
})
