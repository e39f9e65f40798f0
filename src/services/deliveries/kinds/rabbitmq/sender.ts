import type { Confirmation, DestinationContext, OutgoingMessage, Sender } from "../../kind"
import { Connection } from "../kit/connection"
import { InFlightSends } from "../kit/in-flight-sends"
import { Patience } from "../kit/patience"
import { signerOf } from "../kit/signing"
import { untilAborted } from "../kit/until-aborted"
import type { RabbitmqConfig } from "./config"
import { connect, disconnect } from "./connect"
import { Publisher, type PublisherOptions } from "./publisher"
import { requireExchange } from "./require-exchange"

/** Publishes on one confirm channel, which is opened again by the first message after it was lost. */
export class RabbitmqSender implements Sender {
  readonly #connection: Connection<Publisher>
  readonly #sends = new InFlightSends()
  readonly #patience: Patience

  constructor(context: Omit<DestinationContext<RabbitmqConfig>, "destination">, atOnce: number) {
    const options = { config: context.config, sign: signerOf(context) }
    this.#connection = new Connection({
      open: (onLost) => openPublisher(options, onLost),
      close: (publisher) => publisher.close(),
      onFault: context.onFault,
    })
    this.#patience = new Patience(atOnce, () => this.#connection.drop())
  }

  send(message: OutgoingMessage, signal: AbortSignal): Promise<Confirmation> {
    return this.#sends.track(this.#send(message, signal))
  }

  async close(): Promise<void> {
    await this.#sends.finish()
    await this.#connection.close()
  }

  async #send(message: OutgoingMessage, signal: AbortSignal): Promise<Confirmation> {
    const publisher = await this.#connection.get(signal)
    try {
      await untilAborted(publisher.publish(message, signal), signal)
    } catch (error) {
      if (signal.aborted) this.#patience.unanswered()
      throw error
    }
    this.#patience.answered()
    return {}
  }
}

async function openPublisher(options: PublisherOptions, onLost: (error: Error) => void): Promise<Publisher> {
  const { config } = options
  const model = await connect(config)
  try {
    const channel = await model.createConfirmChannel()
    const publisher = new Publisher(model, channel, options, onLost)
    // Asked here, because a publish to a missing exchange closes the channel under all the messages on it.
    if (config.exchange) await requireExchange(channel, config.exchange)
    return publisher
  } catch (error) {
    await disconnect(model)
    throw error
  }
}
