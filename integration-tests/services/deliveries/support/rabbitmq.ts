import { connect, type Channel, type ChannelModel } from "amqplib"
import { randomUUID } from "node:crypto"
import { poll } from "../../../setup"

/** The RabbitMQ of the machine, with rabbitmqctl at hand. */
export const RABBITMQ_URL = process.env.TEST_RABBITMQ_URL ?? "amqp://guest:guest@127.0.0.1:5672"

/** An own exchange with an own queue, both gone with `close`. */
export interface Place {
  readonly exchange: string
  readonly queue: string
  readonly channel: Channel
  close(): Promise<void>
}

export async function openPlace(queueArguments: object = {}): Promise<Place> {
  const model = await connectHere()
  const channel = await model.createChannel()
  const name = `payment-notifications-${randomUUID()}`
  const [exchange, queue] = [`${name}.exchange`, `${name}.queue`]
  await channel.assertExchange(exchange, "topic", { durable: true })
  await channel.assertQueue(queue, { durable: true, arguments: queueArguments })
  await channel.bindQueue(queue, exchange, "#")
  return {
    exchange,
    queue,
    channel,
    async close() {
      // The specs stop RabbitMQ and close connections: the last act has one of its own.
      await model.close().catch(() => undefined)
      const last = await connectHere()
      const cleaning = await last.createChannel()
      await cleaning.deleteQueue(queue)
      await cleaning.deleteExchange(exchange)
      await last.close()
    },
  }
}

/** Connects as soon as RabbitMQ answers. Where it is missing, the error says so. */
export async function connectHere(): Promise<ChannelModel> {
  let failure: unknown
  const model = await poll("RabbitMQ", async () => connect(RABBITMQ_URL).catch((error: unknown) => void (failure = error))).catch(
    () => {
      throw new Error(`These tests need RabbitMQ at ${new URL(RABBITMQ_URL).host}; set TEST_RABBITMQ_URL`, { cause: failure })
    },
  )
  for (const event of ["error", "close"]) model.on(event, () => undefined)
  return model
}
