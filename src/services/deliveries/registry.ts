import { InvalidOptionsError } from "../domain/errors"
import type { DestinationKind } from "./kind"
import { createHttpKind } from "./kinds/http"
import type { HttpKindOptions } from "./kinds/http/options"
import { kafka } from "./kinds/kafka"
import { nats } from "./kinds/nats"
import { rabbitmq } from "./kinds/rabbitmq"

/** Every kind of destination that comes with the plugin. A new one is one line here. */
const builtIn = (options: HttpKindOptions): readonly DestinationKind[] => [createHttpKind(options), rabbitmq, kafka, nats]

/** The kinds of a store by their ids: the plugin's, and the store's own. Throws InvalidOptionsError for an id that is taken. */
export function kindsWith(options: HttpKindOptions, own: readonly DestinationKind[]): ReadonlyMap<string, DestinationKind> {
  const kinds = new Map(builtIn(options).map((kind) => [kind.id, kind]))
  own.forEach((kind, index) => {
    if (kinds.has(kind.id)) {
      throw new InvalidOptionsError(
        `medusa-payment-notifications: option deliveries.kinds[${index}].id: "${kind.id}" is taken; give your kind its own id`,
      )
    }
    kinds.set(kind.id, kind)
  })
  return kinds
}

const ID = /^[a-z][a-z0-9_-]{0,31}$/

/** True for a result of `defineDestinationKind`: an id, a config with a parser, and a function that opens a connection. */
export function isDestinationKind(value: unknown): value is DestinationKind {
  if (typeof value !== "object" || value === null) return false
  const { id, config, redact, atOnce, open } = value as Partial<Record<string, unknown>>
  const parses = typeof (config as { safeParse?: unknown } | undefined)?.safeParse === "function"
  return (
    typeof id === "string" &&
    ID.test(id) &&
    parses &&
    Array.isArray(redact) &&
    Number.isInteger(atOnce) &&
    (atOnce as number) > 0 &&
    typeof open === "function"
  )
}
