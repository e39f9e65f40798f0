import {
  make,
  type Dialect,
  type KafkaConsumer,
  type KafkaDelivery,
  type KafkaProducer,
} from "../../deliveries/kinds/kafka/client"
import type { Subscription, SubscriptionContext, Verdict } from "../kind"
import { headersOf } from "../kit/headers"
import { delayAfter, Waiting } from "../kit/waiting"
import type { KafkaConsumerConfig } from "./config"
import { Lag } from "./waiting"

/** KafkaJS loses its place in the group when it says nothing for a session's time (30 s). */
const HEARTBEAT_MS = 3_000

/** Joins the group. Rejects when Kafka does not answer. */
export async function subscribe(context: SubscriptionContext<KafkaConsumerConfig>): Promise<Subscription> {
  const { client, groupId, topic, deadLetterTopic } = context.config
  const kafka = await client()
  const { made: consumer, dialect } = make((settings) => kafka.consumer(settings), {
    common: { groupId, allowAutoTopicCreation: false },
    confluent: { autoCommit: false, fromBeginning: true },
  })
  const dead = deadLetterTopic === undefined ? undefined : deadLetters(kafka.producer.bind(kafka), deadLetterTopic)
  const subscription = new TopicSubscription({ consumer, dialect, dead, lag: new Lag(kafka) }, context)
  try {
    await dead?.producer.connect()
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], ...(dialect === "kafkajs" && { fromBeginning: true }) })
    await subscription.start()
    return subscription
  } catch (error) {
    await subscription.close()
    throw error
  }
}

interface DeadLetters {
  readonly producer: KafkaProducer
  add(delivery: KafkaDelivery, reason: string): Promise<unknown>
}

function deadLetters(producer: (config: object) => KafkaProducer, topic: string): DeadLetters {
  const { made, dialect } = make(producer, { common: { allowAutoTopicCreation: false }, confluent: { acks: -1 } })
  return {
    producer: made,
    add: ({ topic: from, partition, message: { key, value, offset, headers } }, reason) => {
      const own = { "refused-from": `${from}/${partition}/${offset}`, "refused-because": reason }
      const copy = {
        key,
        value: value === null ? null : Buffer.from(value),
        headers: { ...headersOf(Object.entries(headers ?? {})), ...own },
      }
      return made.send({ topic, ...(dialect === "kafkajs" && { acks: -1 }), messages: [copy] })
    },
  }
}

interface Link {
  readonly consumer: KafkaConsumer
  readonly dialect: Dialect
  readonly dead: DeadLetters | undefined
  readonly lag: Lag
}

class TopicSubscription implements Subscription {
  readonly ended: Promise<Error>
  readonly #link: Link
  readonly #context: SubscriptionContext<KafkaConsumerConfig>
  readonly #waiting = new Waiting()
  #end!: (error: Error) => void

  constructor(link: Link, context: SubscriptionContext<KafkaConsumerConfig>) {
    this.#link = link
    this.#context = context
    this.ended = new Promise((resolve) => (this.#end = resolve))
    // KafkaJS starts again by itself after most failures. Confluent's has no such event, and always does.
    link.consumer.on?.("consumer.crash", ({ payload: { error, restart } }) => {
      if (restart) context.onFault(error)
      else this.#end(new Error("the consumer of Kafka ended", { cause: error }))
    })
  }

  async start(): Promise<void> {
    const eachMessage = (delivery: KafkaDelivery) => this.#handle(delivery)
    const { consumer, dialect } = this.#link
    await consumer.run({ eachMessage, ...(dialect === "kafkajs" && { autoCommit: false }) })
  }

  waiting(): Promise<number | undefined> {
    const { topic, groupId } = this.#context.config
    return this.#link.lag.read(topic, groupId)
  }

  async close(): Promise<void> {
    this.#waiting.stop()
    const { consumer, dead, lag } = this.#link
    await Promise.all([consumer.disconnect(), dead?.producer.disconnect(), lag.close()]).catch(this.#context.onFault)
  }

  /** The next message of a partition waits for this one: Kafka's offset is one place in a line. */
  async #handle(delivery: KafkaDelivery): Promise<void> {
    const { topic, partition, message } = delivery
    for (let faults = 0; ;) {
      try {
        await this.#settle(delivery, await this.#take(delivery))
        break
      } catch (error) {
        if (this.#waiting.isStopped) throw error
        this.#context.onFault(error)
        await this.#holdBack(delivery, delayAfter(++faults))
        if (this.#waiting.isStopped) throw error
      }
    }
    // A commit fails when the group has changed: the library joins it again, and brings the message to whoever has its partition now.
    await this.#link.consumer.commitOffsets([{ topic, partition, offset: String(BigInt(message.offset) + 1n) }])
  }

  #take({ message: { value, headers } }: KafkaDelivery): Promise<Verdict> {
    return this.#context.take({ headers: headersOf(Object.entries(headers ?? {})), body: Buffer.from(value ?? "") })
  }

  /**
   * A refused message never stops its partition: otherwise whoever may write to the topic could hold up all payments with one
   * forged message. It stays in the topic for as long as Kafka keeps it.
   */
  async #settle(delivery: KafkaDelivery, verdict: Verdict): Promise<void> {
    if (verdict.outcome === "recorded") return
    const { topic, partition, message } = delivery
    const { dead } = this.#link
    if (dead) await dead.add(delivery, verdict.reason)
    else this.#context.onFault(new Error(`skipped ${topic}, partition ${partition}, offset ${message.offset}: ${verdict.reason}`))
  }

  async #holdBack({ heartbeat }: KafkaDelivery, milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0 && !this.#waiting.isStopped; left -= HEARTBEAT_MS) {
      await this.#waiting.pause(Math.min(left, HEARTBEAT_MS))
      await heartbeat?.()
    }
  }
}
