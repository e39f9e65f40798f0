import type { KafkaAdmin, KafkaClient } from "../../deliveries/kinds/kafka/client"

/** How many messages of the topic its group has not committed yet, by the cluster's own offsets. */
export class Lag {
  readonly #make: () => KafkaAdmin | undefined
  #admin: Promise<KafkaAdmin | undefined> | undefined

  constructor(kafka: KafkaClient) {
    this.#make = () => kafka.admin?.()
  }

  /** Undefined where the client has no admin. A failure is of no further use either: the next look connects anew. */
  async read(topic: string, groupId: string): Promise<number | undefined> {
    this.#admin ??= this.#connect()
    try {
      const admin = await this.#admin
      if (!admin) return undefined
      const [ends, [committed]] = await Promise.all([
        admin.fetchTopicOffsets(topic),
        admin.fetchOffsets({ groupId, topics: [topic] }),
      ])
      const at = new Map(committed?.partitions.map(({ partition, offset }) => [partition, Math.max(0, Number(offset))]))
      return ends.reduce((sum, { partition, high }) => sum + Math.max(0, Number(high) - (at.get(partition) ?? 0)), 0)
    } catch (error) {
      await this.close()
      throw error
    }
  }

  async close(): Promise<void> {
    const admin = this.#admin
    this.#admin = undefined
    await admin?.then((open) => open?.disconnect()).catch(() => undefined)
  }

  async #connect(): Promise<KafkaAdmin | undefined> {
    const admin = this.#make()
    await admin?.connect()
    return admin
  }
}
