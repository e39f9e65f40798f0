import { Kafka, logLevel } from "kafkajs"

/** Options as JSON brings them to another process, with a client of Kafka made where they name its brokers. */
export function revive<Options>(json: string): Options {
  return JSON.parse(json, (_key, value) => {
    if (typeof value !== "object" || value === null || !("brokers" in value)) return value
    const { brokers, ...config } = value as { brokers: string[] }
    return { ...config, client: () => new Kafka({ brokers, logLevel: logLevel.NOTHING }) }
  })
}
