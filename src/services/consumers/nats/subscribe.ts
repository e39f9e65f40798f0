import type * as JetStream from "@nats-io/jetstream"
import type { Consumer as DurableConsumer, ConsumerMessages, JetStreamClient, JsMsg } from "@nats-io/jetstream"
import type * as Transport from "@nats-io/transport-node"
import type { MsgHdrs, NatsConnection } from "@nats-io/transport-node"
import { connect, disconnect } from "../../deliveries/kinds/nats/connect"
import { requirePackage } from "../../packages/require-package"
import { SHUTDOWN_SECONDS } from "../../queue/times"
import { UnderWay } from "../../queue/under-way"
import type { Subscription, SubscriptionContext } from "../kind"
import { headersOf } from "../kit/headers"
import { delayAfter } from "../kit/waiting"
import type { NatsConsumerConfig } from "./config"

/** Subscribes to the durable consumer. Rejects when NATS does not answer or has no such stream or consumer. */
export async function subscribe(context: SubscriptionContext<NatsConsumerConfig>): Promise<Subscription> {
  const { stream, consumer, prefetch } = context.config
  const { jetstream } = requirePackage<typeof JetStream>("@nats-io/jetstream", 'a consumer of the kind "nats"')
  const connection = await connect(context.config)
  try {
    const client = jetstream(connection)
    const durable = await client.consumers.get(stream, consumer)
    const messages = await durable.consume({ max_messages: prefetch, abort_on_missing_resource: true })
    return new StreamSubscription({ connection, client, durable, messages }, context)
  } catch (error) {
    await disconnect(connection)
    throw error
  }
}

interface Link {
  readonly connection: NatsConnection
  readonly client: JetStreamClient
  readonly durable: DurableConsumer
  readonly messages: ConsumerMessages
}

class StreamSubscription implements Subscription {
  readonly ended: Promise<Error>
  readonly #connection: NatsConnection
  readonly #client: JetStreamClient
  readonly #durable: DurableConsumer
  readonly #messages: ConsumerMessages
  readonly #context: SubscriptionContext<NatsConsumerConfig>
  readonly #underWay = new UnderWay()
  #free: number
  #onFree: () => void = () => undefined
  /** Faults of ours in a row, which lengthen the delay. */
  #faults = 0

  constructor({ connection, client, durable, messages }: Link, context: SubscriptionContext<NatsConsumerConfig>) {
    this.#connection = connection
    this.#client = client
    this.#durable = durable
    this.#messages = messages
    this.#context = context
    this.#free = context.config.prefetch
    this.ended = this.#read()
  }

  async waiting(): Promise<number> {
    return (await this.#durable.info()).num_pending
  }

  async close(): Promise<void> {
    this.#messages.stop()
    await this.#underWay.finish(SHUTDOWN_SECONDS)
    // Acknowledgements are written without an answer: they have to be out before the connection ends.
    if (!this.#connection.isClosed()) await this.#connection.flush().catch(() => undefined)
    await disconnect(this.#connection)
  }

  async #read(): Promise<Error> {
    const lost = this.#connection.closed().then((cause) => {
      this.#messages.stop()
      return cause
    })
    try {
      for await (const message of this.#messages) {
        this.#underWay.add(this.#handle(message), () => this.#onFree())
        if (--this.#free <= 0) await new Promise<void>((resolve) => (this.#onFree = resolve))
      }
    } catch (error) {
      return new Error("the consumer of NATS ended", { cause: error })
    }
    const cause = this.#connection.isClosed() ? await lost : undefined
    return new Error("the connection to NATS ended", { cause: cause ?? undefined })
  }

  async #handle(message: JsMsg): Promise<void> {
    try {
      const headers = message.headers?.keys().map((key) => [key, message.headers?.values(key)] as const)
      const verdict = await this.#context.take({ headers: headersOf(headers ?? []), body: Buffer.from(message.data) })
      if (verdict.outcome === "recorded") message.ack()
      else await this.#refuse(message)
      this.#faults = 0
    } catch (error) {
      this.#context.onFault(error)
      this.#sendBack(message)
    } finally {
      this.#free++
    }
  }

  async #refuse(message: JsMsg): Promise<void> {
    const { deadLetterSubject } = this.#context.config
    if (deadLetterSubject !== undefined) {
      const msgID = `${message.info.stream}:${message.seq}`
      await this.#client.publish(deadLetterSubject, message.data, { headers: ownHeaders(message), msgID })
    }
    // Without the reason: servers before 2.10.4 do not know such an end, and deliver the message again and again.
    message.term()
  }

  #sendBack(message: JsMsg): void {
    try {
      message.nak(delayAfter(++this.#faults))
    } catch {
      // The connection is closed: the message comes again when its `ack_wait` is over.
    }
  }
}

/** Without NATS' own: the stream that the message was meant for is not that of the dead letters, and would refuse its copy for ever. */
function ownHeaders({ headers: given }: JsMsg): MsgHdrs {
  const { headers } = requirePackage<typeof Transport>("@nats-io/transport-node", 'a consumer of the kind "nats"')
  const own = headers()
  for (const name of given?.keys() ?? []) {
    if (!/^nats-/i.test(name)) for (const value of given!.values(name)) own.append(name, value)
  }
  return own
}
