import { z } from "@medusajs/framework/zod"
import type { Fact, Mode } from "../../domain/facts"

/** What every fact of an event carries. */
export interface Told {
  readonly mode: Mode
  readonly occurredAt?: Date
}

/** How one event type is read. */
export interface Reader {
  /** What such an event is about: `a payment intent`. */
  readonly what: string
  /** The shape without which the event is malformed. */
  readonly shape: z.ZodType
  /** The event's fact, or as a sentence why there is none; undefined when the payload has not the shape. */
  read(payload: unknown, occurredAt: Date | undefined): Fact | string | undefined
}

/** Reads `data.object` of a snapshot event; `previous` is what changed of it (`data.previous_attributes`). Pure and total. */
export function reader<T>(
  what: string,
  object: z.ZodType<T>,
  read: (object: T, told: Told, previous: unknown) => Fact | string,
): Reader {
  const shape = z.object({ livemode: z.boolean(), data: z.object({ object, previous_attributes: z.unknown() }) })
  return {
    what,
    shape,
    read(payload, occurredAt) {
      const event = shape.safeParse(payload)
      if (!event.success) return undefined
      const { livemode, data } = event.data
      const told: Told = { mode: livemode ? "live" : "test", ...(occurredAt && { occurredAt }) }
      return read(data.object as T, told, data.previous_attributes)
    },
  }
}
