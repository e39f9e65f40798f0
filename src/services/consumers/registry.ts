import type { ConsumerKind } from "./kind"
import { kafka } from "./kafka"
import { nats } from "./nats"
import { rabbitmq } from "./rabbitmq"

/** The kinds of consumers by id. */
export const CONSUMER_KINDS: ReadonlyMap<string, ConsumerKind> = new Map(
  ([rabbitmq, kafka, nats] as readonly ConsumerKind[]).map((kind) => [kind.id, kind]),
)
