import type * as Amqplib from "amqplib"
import type { Channel, ChannelModel } from "amqplib"
import { requirePackage } from "../../../packages/require-package"
import type { RabbitmqServer } from "./config"

/** Longest silence of a node while it is connected to, before the next one is tried. */
const CONNECT_MS = 10_000
/** A node whose memory alarm is on does not even read that we close. */
const CLOSE_MS = 3_000

/** Connects to the first node that answers. Rejects with the last node's error. */
export async function connect({ url, tls, heartbeatSeconds }: RabbitmqServer): Promise<ChannelModel> {
  const amqplib = requirePackage<typeof Amqplib>("amqplib", 'a destination or consumer of the kind "rabbitmq"')
  let failure: unknown
  for (const node of url) {
    try {
      const model = await amqplib.connect(withHeartbeat(node, heartbeatSeconds), {
        ...tls,
        timeout: CONNECT_MS,
        noDelay: true,
        keepAlive: true,
        clientProperties: { connection_name: "medusa-payment-notifications" },
      })
      // An error without a listener ends the process; the connection's end is heard by "close".
      model.on("error", () => undefined)
      return model
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

/**
 * Closes in order, or hangs up on a node that does not answer. A channel is closed first where acknowledgements are written on it:
 * the client sends the end of the connection ahead of them.
 */
export async function disconnect(model: ChannelModel, channel?: Channel): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSE_MS)
  })
  try {
    await Promise.race([closeAll(model, channel), late])
  } catch {
    // It was closed already.
  } finally {
    clearTimeout(timer)
    ;(model.connection as { stream?: { destroy(): void } }).stream?.destroy()
  }
}

async function closeAll(model: ChannelModel, channel: Channel | undefined): Promise<void> {
  await channel?.close()
  await model.close()
}

/** The URL's own `heartbeat` stands. Without any, RabbitMQ asks for 60 seconds, and a dead peer is noticed after two minutes. */
function withHeartbeat(node: string, seconds: number): string {
  const url = new URL(node)
  if (!url.searchParams.has("heartbeat")) url.searchParams.set("heartbeat", String(seconds))
  return url.href
}
