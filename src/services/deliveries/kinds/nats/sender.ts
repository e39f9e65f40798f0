import type * as JetStream from "@nats-io/jetstream"
import type * as Transport from "@nats-io/transport-node"
import { requirePackage } from "../../../packages/require-package"
import type { Confirmation, DestinationContext, OutgoingMessage, Sender } from "../../kind"
import { Connection } from "../kit/connection"
import { InFlightSends } from "../kit/in-flight-sends"
import { Patience } from "../kit/patience"
import { signerOf, type SignMessage } from "../kit/signing"
import { untilAborted } from "../kit/until-aborted"
import type { NatsConfig } from "./config"
import { connect, disconnect } from "./connect"
import { publish, type Link } from "./publish"

/** Publishes to JetStream on one connection, which is opened again by the first message after it was lost. */
export class NatsSender implements Sender {
  readonly #config: NatsConfig
  readonly #connection: Connection<Link>
  readonly #sends = new InFlightSends()
  readonly #patience: Patience

  constructor(context: Omit<DestinationContext<NatsConfig>, "destination">, atOnce: number) {
    this.#config = context.config
    const sign = signerOf(context)
    this.#connection = new Connection({
      open: (onLost) => openLink(context.config, sign, onLost),
      close: ({ connection }) => disconnect(connection),
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
    const link = await this.#connection.get(signal)
    try {
      const confirmation = await untilAborted(publish(link, this.#config, message), signal)
      this.#patience.answered()
      return confirmation
    } catch (error) {
      if (signal.aborted) this.#patience.unanswered()
      throw error
    }
  }
}

async function openLink(config: NatsConfig, sign: SignMessage, onLost: (error: Error) => void): Promise<Link> {
  const { jetstream } = requirePackage<typeof JetStream>("@nats-io/jetstream", 'a destination of the kind "nats"')
  const { headers } = requirePackage<typeof Transport>("@nats-io/transport-node", 'a destination of the kind "nats"')
  const connection = await connect(config)
  void connection.closed().then((cause) => onLost(new Error("the connection to NATS ended", { cause: cause ?? undefined })))
  return { connection, jetstream: jetstream(connection), headers, sign }
}
