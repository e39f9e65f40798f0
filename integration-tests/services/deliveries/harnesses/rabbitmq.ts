import type { Channel, GetMessage } from "amqplib"
import { poll } from "../../../../scripts/lib/poll"
import { rabbitmq as kind } from "../../../../src/services/deliveries/kinds/rabbitmq"
import { openProxy } from "../../../store/support/proxy"
import { connectHere, openPlace, RABBITMQ_URL } from "../support/rabbitmq"
import { run } from "../support/run"
import type { KindHarness, Received } from "./harness"

export const rabbitmq: KindHarness = {
  kind,
  attribute: (name) => `cloudEvents:${name}`,
  async open() {
    const place = await openPlace()
    const proxy = await openProxy(RABBITMQ_URL)
    const config = kind.config.parse({ url: proxy.url, exchange: place.exchange, heartbeatSeconds: 2 })
    return {
      config,
      refused: { config: { ...config, exchange: "amq.topic", routingKey: "nobody.is.bound" }, says: /no queue is bound/ },
      received: (count) => receive(place.queue, count),
      stop: async () => void (await run("rabbitmqctl", "stop_app")),
      start: async () => void (await run("rabbitmqctl", "start_app")),
      hang: async () => proxy.freeze(),
      resume: async () => proxy.thaw(),
      async close() {
        await proxy.close()
        await place.close()
      },
    }
  },
}

/** Reads the queue by a connection of its own, which did not go through the broker's stops. */
export async function receive(queue: string, count: number): Promise<Received[]> {
  const model = await connectHere()
  const received: Received[] = []
  try {
    const channel = await model.createChannel()
    await poll(`${count} messages in ${queue}`, async () => {
      for (let message = await next(channel, queue); message; message = await next(channel, queue)) received.push(read(message))
      return received.length >= count
    })
  } finally {
    await model.close()
  }
  return received
}

const next = (channel: Channel, queue: string) => channel.get(queue, { noAck: true })

const read = ({ properties, content }: GetMessage): Received => ({
  id: properties.messageId,
  headers: { ...(properties.headers as Record<string, string>), "content-type": properties.contentType },
  body: content,
})
