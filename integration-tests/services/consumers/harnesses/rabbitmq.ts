import type { ConfirmChannel } from "amqplib"
import { randomUUID } from "node:crypto"
import { poll } from "../../../../scripts/lib/poll"
import { connectHere, openPlace, RABBITMQ_URL } from "../../deliveries/support/rabbitmq"
import { run } from "../../deliveries/support/run"
import { receive } from "../../deliveries/harnesses/rabbitmq"
import type { SourceHarness } from "./harness"

export const rabbitmq: SourceHarness = {
  kind: "rabbitmq",
  async start() {
    const dead = await openPlace()
    const place = await openPlace({ "x-dead-letter-exchange": dead.exchange })
    const withChannel = async <T>(work: (channel: ConfirmChannel) => Promise<T>): Promise<T> => {
      const model = await connectHere()
      return work(await model.createConfirmChannel()).finally(() => model.close())
    }
    const config = { url: RABBITMQ_URL, queue: place.queue, prefetch: 10 }
    const destination = { url: RABBITMQ_URL, exchange: place.exchange }
    return {
      ...{ config, portable: config, destination, portableDestination: destination },
      publish: (headers, body) =>
        withChannel(async (channel) => {
          channel.publish(place.exchange, "payments", body, { persistent: true, messageId: randomUUID(), headers })
          await channel.waitForConfirms()
        }),
      refused: async (count) => (await receive(dead.queue, count)).map(({ body }) => body),
      open: () => counted(place.queue),
      interrupt: async () => {
        // The management of connections is told of a new one with a delay.
        await poll("a connection to close", async () => /\S/.test(await run("rabbitmqctl", "-q", "list_connections", "pid")))
        await run("rabbitmqctl", "close_all_connections", "a test")
      },
      async close() {
        await place.close()
        await dead.close()
      },
    }
  },
}

/** Messages that wait and messages that are not acknowledged. */
async function counted(queue: string): Promise<number> {
  const lines = await run("rabbitmqctl", "-q", "list_queues", "name", "messages")
  return Number(new RegExp(`^${queue}\\s+(\\d+)`, "m").exec(lines)?.[1])
}
