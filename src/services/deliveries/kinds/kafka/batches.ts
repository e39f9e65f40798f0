import type { Confirmation, OutgoingMessage } from "../../kind"
import type { SignMessage } from "../kit/signing"
import type { Dialect, KafkaProducer, KafkaRecord } from "./client"
import { isTooLarge, refusalOf } from "./refusal"

/** Where the batches go, and what becomes of a failure that is no refusal. */
export interface BatchesOptions {
  readonly producer: KafkaProducer
  readonly dialect: Dialect
  readonly topic: string
  readonly sign: SignMessage
  readonly onFailure: (error: unknown) => void
}

interface Entry {
  readonly message: OutgoingMessage
  readonly signal: AbortSignal
  resolve(confirmation: Confirmation): void
  reject(error: unknown): void
}

/**
 * Sends one batch at a time, of all the messages that came meanwhile. Two batches under way could overtake each other when one is
 * tried again, and with them the facts of a payment.
 */
export class Batches {
  readonly #options: BatchesOptions
  #waiting: Entry[] = []
  #underWay: readonly Entry[] = []
  #isWriting = false

  constructor(options: BatchesOptions) {
    this.#options = options
  }

  /** Whether a batch is under way that nobody waits for any more. */
  get isAbandoned(): boolean {
    return this.#underWay.length > 0 && this.#underWay.every(({ signal }) => signal.aborted)
  }

  add(message: OutgoingMessage, signal: AbortSignal): Promise<Confirmation> {
    return new Promise((resolve, reject) => {
      if (this.isAbandoned) this.#waiting = this.#waiting.filter((entry) => !entry.signal.aborted)
      this.#waiting.push({ message, signal, resolve, reject })
      if (!this.#isWriting) void this.#writeAll()
    })
  }

  /** Gives up the messages that were not sent yet; the producer is no longer used. */
  abandon(error: unknown): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error)
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true
    // Lets the other messages of this moment come into the first batch as well.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting.length) {
      this.#underWay = this.#waiting.splice(0).filter(({ signal }) => !signal.aborted)
      if (this.#underWay.length) await this.#write(this.#underWay)
    }
    this.#underWay = []
    this.#isWriting = false
  }

  async #write(entries: readonly Entry[]): Promise<void> {
    const { producer, topic, onFailure } = this.#options
    try {
      const receipts = await producer.send(this.#recordOf(entries))
      const answer = receipts.map(({ partition, baseOffset }) => `partition ${partition} from offset ${baseOffset}`).join(", ")
      for (const { resolve } of entries) resolve({ answer })
    } catch (error) {
      // Only a message that is refused alone is known to be the one that is too large.
      if (isTooLarge(error) && entries.length > 1) {
        for (const entry of entries) await this.#write([entry])
        return
      }
      const refusal = refusalOf(error, topic)
      for (const { reject } of entries) reject(refusal ?? error)
      if (!refusal) onFailure(error)
    }
  }

  #recordOf(entries: readonly Entry[]): KafkaRecord {
    const { topic, dialect, sign } = this.#options
    return {
      topic,
      ...(dialect === "kafkajs" && { acks: -1 }),
      messages: entries.map(({ message }) => ({
        key: message.subject,
        value: message.body,
        headers: { ...headersOf(message.attributes), ...sign(message) },
      })),
    }
  }
}

/** CloudEvents' binary mode: `ce_` and the attribute's name; the type of the body in `content-type`. */
function headersOf({ datacontenttype = "application/json", ...rest }: OutgoingMessage["attributes"]): Record<string, string> {
  const attributes = Object.entries(rest).map(([name, value]) => [`ce_${name}`, value] as const)
  return { "content-type": datacontenttype, ...Object.fromEntries(attributes) }
}
