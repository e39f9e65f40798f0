import type { Confirmation, DestinationContext, OutgoingMessage, Sender } from "../../kind"
import { Connection } from "../kit/connection"
import { InFlightSends } from "../kit/in-flight-sends"
import { signerOf, type SignMessage } from "../kit/signing"
import { untilAborted } from "../kit/until-aborted"
import { Batches } from "./batches"
import { make, type KafkaProducer } from "./client"
import type { KafkaConfig } from "./config"

interface Link {
  readonly producer: KafkaProducer
  readonly batches: Batches
}

/** Produces with acknowledgements of all replicas. After a failure that is no refusal, the next message gets a new producer. */
export class KafkaSender implements Sender {
  readonly #connection: Connection<Link>
  readonly #sends = new InFlightSends()

  constructor(context: Omit<DestinationContext<KafkaConfig>, "destination">) {
    const sign = signerOf(context)
    this.#connection = new Connection({
      open: (onLost) => openLink(context.config, sign, onLost),
      close: async ({ producer, batches }) => {
        batches.abandon(new Error("the connection to Kafka was closed before the message was sent"))
        await producer.disconnect()
      },
      onFault: context.onFault,
    })
  }

  send(message: OutgoingMessage, signal: AbortSignal): Promise<Confirmation> {
    return this.#sends.track(this.#send(message, signal))
  }

  async close(): Promise<void> {
    await this.#sends.finish()
    await this.#connection.close()
  }

  async #send(message: OutgoingMessage, signal: AbortSignal): Promise<Confirmation> {
    const { batches } = await this.#connection.get(signal)
    try {
      return await untilAborted(batches.add(message, signal), signal)
    } catch (error) {
      // A broker that hangs would keep this producer for minutes.
      if (batches.isAbandoned) this.#connection.drop()
      throw error
    }
  }
}

async function openLink({ client, topic }: KafkaConfig, sign: SignMessage, onLost: (error: Error) => void): Promise<Link> {
  const kafka = await client()
  const { made: producer, dialect } = make((config) => kafka.producer(config), {
    common: { allowAutoTopicCreation: false },
    // librdkafka has several requests under way, and only so keeps their order when one is tried again.
    confluent: { acks: -1, idempotent: true },
  })
  try {
    await producer.connect()
  } catch (error) {
    await producer.disconnect().catch(() => undefined)
    throw error
  }
  const onFailure = (cause: unknown) => onLost(new Error("Kafka's producer failed", { cause }))
  return { producer, batches: new Batches({ producer, dialect, topic, sign, onFailure }) }
}
