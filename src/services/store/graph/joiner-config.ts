import type { EntitySchemaColumnOptions } from "typeorm"
import { PAYMENT_NOTIFICATION_MODULE } from "../../module-name"
import { plural, QUERYABLE, type QueryableEntity } from "./query"

/**
 * Columns that the schema does not offer: bytes and documents, which may hold personal data, and the bookkeeping of our queues. A new
 * column is offered unless it is named here, or never selected at all (the secrets of a browser).
 */
export const HIDDEN: Partial<Record<QueryableEntity, readonly string[]>> = {
  PaymentWebhookEvent: ["body", "headers", "payload", "leased_until", "lease_token"],
  PaymentRecord: ["reported_captured_total", "reported_refunded_total"],
  PaymentNotification: ["locale", "data", "give_up_at", "leased_until", "lease_token", "digest_key", "resent_after"],
  PaymentAttention: ["data", "announced_at"],
  ReconciliationRun: ["cursor"],
  ReconciliationFinding: ["ours", "theirs"],
  PaymentWebhookReplay: ["in_flight", "after_received_at", "after_id"],
  Delivery: ["payload", "data", "give_up_at", "leased_until", "lease_token", "lapsed_leases", "replayed_after"],
  DeliveryDestination: ["payload", "shown_config", "probing_until", "noticed_percent", "given_up", "given_up_noticed"],
}

const SCALARS: Readonly<Record<string, string>> = {
  text: "String",
  int: "Int",
  // Money: a decimal string, because a JavaScript number does not hold every bigint.
  bigint: "String",
  boolean: "Boolean",
  timestamptz: "DateTime",
}

export const ENTITIES = Object.keys(QUERYABLE) as QueryableEntity[]

const snake = (entity: string): string => entity.replace(/(?<!^)[A-Z]/g, "_$&").toLowerCase()

/** The columns of an entity that the schema offers. */
export function readableColumns(entity: QueryableEntity): [string, EntitySchemaColumnOptions][] {
  const columns = Object.entries(QUERYABLE[entity].options.columns as Record<string, EntitySchemaColumnOptions>)
  return columns.filter(([name, { select }]) => select !== false && !HIDDEN[entity]?.includes(name))
}

function fieldOf(entity: string, [name, { type, primary, nullable, array }]: [string, EntitySchemaColumnOptions]): string {
  const scalar = primary ? "ID" : SCALARS[String(type)]
  if (!scalar) throw new Error(`${entity}.${name} is of type ${String(type)}, which query.graph cannot show: hide it`)
  return `  ${name}: ${array ? `[${scalar}!]` : scalar}${nullable ? "" : "!"}`
}

const typeOf = (entity: QueryableEntity): string =>
  [`type ${entity} {`, ...readableColumns(entity).map((column) => fieldOf(entity, column)), "}"].join("\n")

/** How `query.graph` finds our entities: by alias, through the service's `listX` and `listAndCountX`. Derived from the entities. */
export const joinerConfig = {
  serviceName: PAYMENT_NOTIFICATION_MODULE,
  primaryKeys: ["id"],
  linkableKeys: Object.fromEntries(ENTITIES.map((entity) => [`${snake(entity)}_id`, entity])),
  schema: ENTITIES.map(typeOf).join("\n"),
  alias: ENTITIES.map((entity) => ({
    name: [snake(entity), plural(snake(entity))],
    entity,
    args: { methodSuffix: plural(entity) },
  })),
}
