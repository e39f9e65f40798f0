import type { Channel, ChannelModel, ConsumeMessage } from "amqplib"
import { connect, disconnect } from "../../deliveries/kinds/rabbitmq/connect"
import { SHUTDOWN_SECONDS } from "../../queue/times"
import { UnderWay } from "../../queue/under-way"
import type { Subscription, SubscriptionContext } from "../kind"
import { headersOf } from "../kit/headers"
import { delayAfter, Waiting } from "../kit/waiting"
import type { RabbitmqConsumerConfig } from "./config"

/** Subscribes to the queue. Rejects when RabbitMQ does not answer or has no such queue. */
export async function subscribe(context: SubscriptionContext<RabbitmqConsumerConfig>): Promise<Subscription> {
  const { config } = context
  const model = await connect(config)
  try {
    const channel = await model.createChannel()
    const subscription = new QueueSubscription(model, channel, context)
    await channel.checkQueue(config.queue)
    await channel.prefetch(config.prefetch)
    await subscription.start()
    return subscription
  } catch (error) {
    await disconnect(model)
    throw error
  }
}

class QueueSubscription implements Subscription {
  readonly ended: Promise<Error>
  readonly #model: ChannelModel
  readonly #channel: Channel
  readonly #context: SubscriptionContext<RabbitmqConsumerConfig>
  readonly #underWay = new UnderWay()
  readonly #waiting = new Waiting()
  #tag: string | undefined
  #end!: (error: Error) => void
  /** Faults of ours in a row, which lengthen the delay. */
  #faults = 0

  constructor(model: ChannelModel, channel: Channel, context: SubscriptionContext<RabbitmqConsumerConfig>) {
    this.#model = model
    this.#channel = channel
    this.#context = context
    this.ended = new Promise((resolve) => (this.#end = resolve))
    let cause: unknown
    channel.on("error", (error) => {
      cause = error
    })
    // Unacknowledged messages are RabbitMQ's again, so what is held back here is let go.
    channel.on("close", () => {
      this.#waiting.stop()
      this.#end(new Error("the connection to RabbitMQ ended", { cause }))
    })
  }

  async start(): Promise<void> {
    const { queue } = this.#context.config
    const { consumerTag } = await this.#channel.consume(queue, (message) => {
      if (message) this.#underWay.add(this.#handle(message))
      else this.#end(new Error(`RabbitMQ has canceled the consumer: queue "${queue}" was deleted or moved`))
    })
    this.#tag = consumerTag
  }

  async waiting(): Promise<number> {
    return (await this.#channel.checkQueue(this.#context.config.queue)).messageCount
  }

  async close(): Promise<void> {
    if (this.#tag !== undefined) await this.#channel.cancel(this.#tag).catch(() => undefined)
    this.#waiting.stop()
    await this.#underWay.finish(SHUTDOWN_SECONDS)
    await disconnect(this.#model, this.#channel)
  }

  async #handle(message: ConsumeMessage): Promise<void> {
    const settle = await this.#take(message)
    try {
      settle()
    } catch {
      // The channel is closed: the message comes again, and is found in the inbox.
    }
  }

  async #take(message: ConsumeMessage): Promise<() => void> {
    const { contentType, headers = {} } = message.properties
    try {
      const verdict = await this.#context.take({
        headers: headersOf([...(contentType ? [["content-type", contentType] as const] : []), ...Object.entries(headers)]),
        body: message.content,
      })
      this.#faults = 0
      return verdict.outcome === "recorded" ? () => this.#channel.ack(message) : () => this.#channel.nack(message, false, false)
    } catch (error) {
      this.#context.onFault(error)
      // Requeued at once, the message would be back in the same millisecond. Prefetch bounds how many are held.
      await this.#waiting.pause(delayAfter(++this.#faults))
      return () => this.#channel.nack(message, false, true)
    }
  }
}
