import { z } from "@medusajs/framework/zod"
import type { ConsumerKind } from "../consumers/kind"
import { CONSUMER_KINDS } from "../consumers/registry"
import { withPatience } from "../consumers/with-patience"
import { InvalidOptionsError } from "../domain/errors"
import { requirePackage } from "../packages/require-package"
import { invalid } from "./invalid"
import type { Account } from "./account"

const consumer = z.strictObject({
  /** Named in the log; unique. */
  id: z.string().min(1).max(64),
  /** `rabbitmq`, `kafka` or `nats`. */
  kind: z.string(),
  /** The account, of provider `hmac` or `standard-webhooks`, whose sender signs the messages. */
  account: z.string(),
  /** Seconds that a signed message may have waited in its queue; the account's own tolerance is for calls. */
  maxAgeSeconds: z
    .number()
    .int()
    .min(1)
    .max(30 * 86_400)
    .default(7 * 86_400),
  /** The kind's own options: `{ url, queue }` of RabbitMQ, `{ client, topic, groupId }` of Kafka, `{ servers, stream, consumer }` of NATS. */
  config: z.unknown(),
})

/** Queues that payment news of other systems come in from. */
export const consumerOptions = z.array(consumer).default([])

export interface ResolvedConsumer {
  readonly id: string
  readonly kind: ConsumerKind
  readonly config: unknown
  /** The account as messages are verified by it. */
  readonly account: Account
}

/** The providers whose signatures are in headers and body alone, so that any carrier can bring them. */
const PROVIDERS: readonly string[] = ["hmac", "standard-webhooks"]

/** Throws InvalidOptionsError that names the option. */
export function resolveConsumers(
  given: z.output<typeof consumerOptions>,
  accounts: readonly Account[],
): readonly ResolvedConsumer[] {
  const ids = new Set<string>()
  return given.map(({ id, kind: kindId, account: accountId, maxAgeSeconds, config }, index) => {
    const path = `consumers[${index}]`
    if (ids.has(id)) refuse(`${path}.id`, `"${id}" is used twice; give each consumer its own id`)
    ids.add(id)
    const kind = CONSUMER_KINDS.get(kindId)
    if (!kind)
      return refuse(`${path}.kind`, `"${kindId}" is not a known kind; use one of ${[...CONSUMER_KINDS.keys()].join(", ")}`)
    const account = accounts.find((configured) => configured.id === accountId)
    if (!account) return refuse(`${path}.account`, `"${accountId}" is no account of the option accounts`)
    if (!PROVIDERS.includes(account.provider)) {
      refuse(
        `${path}.account`,
        `"${accountId}" is of provider ${account.provider}; messages are read of ${PROVIDERS.join(" and ")}`,
      )
    }
    const parsed = kind.config.safeParse(config ?? {})
    if (!parsed.success) throw invalid(parsed.error.issues, `${path}.config`)
    for (const name of kind.packages ?? []) requirePackage(name, `medusa-payment-notifications: option ${path}.kind: "${kindId}"`)
    return { id, kind, config: parsed.data, account: withPatience(account, maxAgeSeconds) }
  })
}

function refuse(path: string, problem: string): never {
  throw new InvalidOptionsError(`medusa-payment-notifications: option ${path}: ${problem}`)
}
