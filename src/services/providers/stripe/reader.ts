import { MalformedPayloadError } from "../../domain/errors"
import type { Fact, Mode } from "../../domain/facts"
import { requireField } from "../kit/fields"
import { isJsonObject, type JsonObject } from "../kit/read-json"
import type { Unclear } from "../provider"
import { readSnapshot } from "./event"
import type { StripeOptions } from "./options"

/** Fields that every fact of an event carries. */
export interface EventContext {
  readonly mode: Mode
  readonly occurredAt?: Date
}

/** An object that has to be asked for: its path in the API, and the provider's payment that it is about. */
export interface Missing {
  readonly place: string
  readonly providerPaymentId: string
}

/** A fact, money of which no fact can be made, or a sentence that explains why there is neither. */
export type Read = Fact | { readonly unclear: Unclear } | string

/** The options that a reading depends on. */
export type ReaderOptions = Pick<StripeOptions, "sellsThroughAgents">

/** The reader of one event type. */
export interface Reader {
  /** The subject of such an event: `a payment intent`. */
  readonly what: string
  /** The fields of the object that are stored and read. Throws MalformedPayloadError where one that is needed is missing. */
  pick(object: JsonObject): JsonObject
  /** The event's reading. Undefined when the payload is not such an event. */
  read(payload: unknown, occurredAt: Date | undefined, options?: ReaderOptions): Read | undefined
  /** Set where a reading needs something that Stripe shows only on request. */
  readonly expand?: {
    /** The object's field. */
    readonly field: string
    /** The object to ask for when an event without the field is not enough. Undefined: it is enough. */
    missing(payload: unknown, options?: ReaderOptions): Missing | undefined
    /** A field that only a preview of the API shows, for accounts that sell through agents. A reading does without it. */
    readonly preview?: { readonly version: string; readonly field: string }
  }
}

/** An object whose fields of these names are there. */
export type With<T, Key extends keyof T> = T & { readonly [Name in Key]-?: NonNullable<T[Name]> }

interface Kind<T, Key extends keyof T> {
  readonly what: string
  /** Reads the kept fields. Throws MalformedPayloadError for an object of another kind. */
  readonly pick: (object: JsonObject) => T
  /** Fields without which there is no fact. */
  readonly needs: readonly Key[]
}

/** Reads `data.object` of a snapshot event. Pure and total. */
export function reader<T extends object, Key extends keyof T & string = never>(
  { what, pick, needs }: Kind<T, Key>,
  read: (object: With<T, Key>, context: EventContext, options: ReaderOptions) => Read,
): Reader {
  const pickWhole = (object: JsonObject): With<T, Key> => {
    const picked = pick(object)
    for (const name of needs) requireField(picked[name] ?? undefined, `data.object.${name}`, "is missing or cannot be read")
    return picked as With<T, Key>
  }
  return {
    what,
    pick: (object) => pickWhole(object) as unknown as JsonObject,
    read(payload, occurredAt, options = {}) {
      const event = readable(payload, pickWhole)
      if (!event) return undefined
      return read(event.object, { mode: event.livemode ? "live" : "test", ...(occurredAt && { occurredAt }) }, options)
    },
  }
}

/** The event's object and mode. Undefined for a payload that is no such event: a row of an older version, or an answer of the API. */
export function readable<T>(payload: unknown, pick: (object: JsonObject) => T) {
  if (!isJsonObject(payload)) return undefined
  return attempt(() => {
    const { livemode, object } = readSnapshot(payload)
    return { livemode, object: pick(object) }
  })
}

/** The result of `read`. Undefined where it throws MalformedPayloadError. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof MalformedPayloadError) return undefined
    throw error
  }
}
