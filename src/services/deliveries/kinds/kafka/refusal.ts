import { DeliveryRejectedError } from "../../../domain/delivery-rejected-error"

/** Kafka's answers that its administrator has to mend, by the names of KafkaJS, and of librdkafka after `ERR_`. */
const MENDABLE =
  /UNKNOWN_TOPIC|AUTHORIZATION_FAILED|INVALID_TOPIC|TOPIC_EXCEPTION|NOT_ENOUGH_REPLICAS|NOT_ENOUGH_ISR|POLICY_VIOLATION/
const TOO_LARGE = /MESSAGE_TOO_LARGE|MSG_SIZE_TOO_LARGE|RECORD_LIST_TOO_LARGE/
const UNREADABLE = /INVALID_RECORD/

interface KafkaError {
  readonly type?: unknown
  readonly code?: unknown
  readonly message?: unknown
  readonly cause?: unknown
}

/** KafkaJS wraps an answer once per layer that tried again. */
function answerOf(error: unknown): KafkaError | undefined {
  for (let layer = error as KafkaError | undefined; layer; layer = layer.cause as KafkaError | undefined) {
    if (typeof layer.type === "string") return layer
  }
  return undefined
}

/** Whether a smaller batch may be taken. */
export const isTooLarge = (error: unknown): boolean => TOO_LARGE.test(String(answerOf(error)?.type))

/** Kafka's refusal of a message; undefined when nobody knows whether it has the message. */
export function refusalOf(error: unknown, topic: string): DeliveryRejectedError | undefined {
  const answer = answerOf(error)
  const type = String(answer?.type)
  const said = `${type}: ${String(answer?.message)}`
  if (TOO_LARGE.test(type) || UNREADABLE.test(type)) {
    return new DeliveryRejectedError(`Kafka never takes this message (${said})`, { cause: error, rejection: "final" })
  }
  if (/UNKNOWN_TOPIC/.test(type)) {
    return new DeliveryRejectedError(`Kafka has no topic "${topic}"; create it (${said})`, { cause: error })
  }
  if (MENDABLE.test(type)) return new DeliveryRejectedError(`Kafka refused the message (${said})`, { cause: error })
  return undefined
}
