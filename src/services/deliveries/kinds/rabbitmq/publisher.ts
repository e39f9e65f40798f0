import type { ChannelModel, ConfirmChannel, Message } from "amqplib"
import { DeliveryRejectedError } from "../../../domain/delivery-rejected-error"
import type { OutgoingMessage } from "../../kind"
import type { SignMessage } from "../kit/signing"
import type { RabbitmqConfig } from "./config"
import { disconnect } from "./connect"
import { propertiesOf } from "./properties"

/** The exchange, and the signature of what goes there. */
export interface PublisherOptions {
  readonly config: RabbitmqConfig
  readonly sign: SignMessage
}

interface Job {
  readonly message: OutgoingMessage
  readonly signal: AbortSignal
  resolve(): void
  reject(error: unknown): void
}

/** RabbitMQ's codes for what its administrator has to mend: access refused, not found, locked, precondition failed. */
const REFUSALS: readonly unknown[] = [403, 404, 405, 406]

/**
 * One confirm channel. Messages are written in the order in which they came, without waiting for each other's confirms, as long
 * as the broker reads; the others wait here, where they can still be taken back.
 */
export class Publisher {
  readonly #model: ChannelModel
  readonly #channel: ConfirmChannel
  readonly #config: RabbitmqConfig
  readonly #sign: SignMessage
  #waiting: Job[] = []
  #writable = true
  /** Reason of the broker's alarm while it takes no messages. */
  #blocked: string | undefined
  #failure: (Error & { code?: unknown }) | undefined
  /** Ids of unroutable messages whose confirms are still to come, each as often as it was returned. */
  readonly #returned = new Map<string, number>()

  constructor(model: ChannelModel, channel: ConfirmChannel, { config, sign }: PublisherOptions, onLost: (error: Error) => void) {
    this.#model = model
    this.#channel = channel
    this.#config = config
    this.#sign = sign
    channel.on("return", ({ properties }: Message) => {
      const id = String(properties.messageId)
      this.#returned.set(id, (this.#returned.get(id) ?? 0) + 1)
    })
    channel.on("drain", () => {
      this.#writable = true
      this.#flush()
    })
    channel.on("error", (error) => {
      this.#failure = error
    })
    model.on("error", (error) => {
      this.#failure ??= error
    })
    model.on("blocked", (reason) => {
      this.#blocked = reason
      this.#fail(blockedBy(reason))
    })
    model.on("unblocked", () => {
      this.#blocked = undefined
    })
    channel.on("close", () => {
      const error = this.#lost()
      this.#fail(error)
      onLost(error)
    })
  }

  /** Resolves with the broker's confirm. Whoever waits for it stops waiting when the signal is aborted. */
  publish(message: OutgoingMessage, signal: AbortSignal): Promise<void> {
    if (this.#blocked !== undefined) return Promise.reject(blockedBy(this.#blocked))
    return new Promise((resolve, reject) => {
      if (!this.#writable) this.#waiting = this.#waiting.filter((job) => !job.signal.aborted)
      this.#waiting.push({ message, signal, resolve, reject })
      this.#flush()
    })
  }

  close(): Promise<void> {
    return disconnect(this.#model)
  }

  #flush(): void {
    while (this.#writable && this.#waiting.length) {
      const job = this.#waiting.shift()!
      if (job.signal.aborted) continue
      try {
        this.#writable = this.#write(job)
      } catch {
        job.reject(this.#lost())
      }
    }
  }

  #write({ message, resolve, reject }: Job): boolean {
    const { exchange, routingKey = message.fact } = this.#config
    const properties = propertiesOf(message, this.#sign(message))
    return this.#channel.publish(exchange, routingKey, message.body, properties, (error: Error | null) => {
      // The broker returns an unroutable message before it acknowledges it, as if it had kept it.
      if (this.#takeReturned(message.id)) reject(noQueue(exchange, routingKey))
      else if (!error) resolve()
      else reject(error.message === "message nacked" ? nacked(exchange) : this.#lost())
    })
  }

  #takeReturned(id: string): boolean {
    const times = this.#returned.get(id)
    if (!times) return false
    if (times > 1) this.#returned.set(id, times - 1)
    else this.#returned.delete(id)
    return true
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error)
  }

  #lost(): Error {
    const cause = this.#failure
    if (cause && REFUSALS.includes(cause.code)) return new DeliveryRejectedError(`RabbitMQ refused: ${cause.message}`, { cause })
    return new Error("the connection to RabbitMQ ended before the message was confirmed", { cause })
  }
}

const blockedBy = (reason: string): Error =>
  new DeliveryRejectedError(`RabbitMQ takes no messages until its alarm is over (${reason || "no reason given"})`)

const noQueue = (exchange: string, routingKey: string): Error =>
  new DeliveryRejectedError(
    `no queue is bound to exchange "${exchange}" for routing key "${routingKey}"; RabbitMQ dropped the message`,
  )

const nacked = (exchange: string): Error =>
  new DeliveryRejectedError(`RabbitMQ did not take the message (nack): a queue behind exchange "${exchange}" is full or failed`)
