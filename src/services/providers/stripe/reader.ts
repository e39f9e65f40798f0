import { z } from "@medusajs/framework/zod"
import type { Fact, Mode } from "../../domain/facts"

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

/** The reader of one event type. */
export interface Reader {
  /** The subject of such an event: `a payment intent`. */
  readonly what: string
  /** The shape without which the event is malformed. */
  readonly shape: z.ZodType
  /** The event's fact, or a sentence that explains why there is none. Undefined when the payload has not the shape. */
  read(payload: unknown, occurredAt: Date | undefined): Fact | string | undefined
  /** Set where a reading needs something that Stripe shows only on request. */
  readonly expand?: {
    /** The object's field. */
    readonly field: string
    /** The object to ask for when an event without the field is not enough. Undefined: it is enough. */
    missing(payload: unknown): Missing | undefined
  }
}

/** A snapshot event about one kind of object. */
export const snapshot = <T>(object: z.ZodType<T>) => z.object({ livemode: z.boolean(), data: z.object({ object }) })

/** Reads `data.object` of a snapshot event. Pure and total. */
export function reader<T>(what: string, object: z.ZodType<T>, read: (object: T, context: EventContext) => Fact | string): Reader {
  const shape = snapshot(object)
  return {
    what,
    shape,
    read(payload, occurredAt) {
      const event = shape.safeParse(payload)
      if (!event.success) return undefined
      const { livemode, data } = event.data
      const context: EventContext = { mode: livemode ? "live" : "test", ...(occurredAt && { occurredAt }) }
      return read(data.object as T, context)
    },
  }
}
