import { AckPolicy, jetstream, jetstreamManager } from "@nats-io/jetstream"
import { headers as newHeaders } from "@nats-io/transport-node"
import { poll } from "../../../../scripts/lib/poll"
import { startNats } from "../../deliveries/support/nats"
import type { SourceHarness } from "./harness"

export const nats: SourceHarness = {
  kind: "nats",
  async start() {
    const server = await startNats()
    await server.use(async (connection) => {
      const manager = await jetstreamManager(connection)
      await manager.streams.add({ name: "NEWS", subjects: ["news"] })
      await manager.streams.add({ name: "DEAD", subjects: ["dead"] })
      await manager.consumers.add("NEWS", { durable_name: "shop", ack_policy: AckPolicy.Explicit, ack_wait: 2_000_000_000 })
    })
    let taken = 0
    const config = { servers: server.url, stream: "NEWS", consumer: "shop", deadLetterSubject: "dead", prefetch: 10 }
    const destination = { servers: server.url, subject: "news", stream: "NEWS" }
    return {
      ...{ config, portable: config, destination, portableDestination: destination },
      publish: (given, body) =>
        server.use(async (connection) => {
          const headers = newHeaders()
          for (const [name, value] of Object.entries(given)) headers.set(name, value)
          await jetstream(connection).publish("news", body, { headers })
        }),
      refused: (count) =>
        server.use(async (connection) => {
          const { streams } = await jetstreamManager(connection)
          const last = await poll(`${count} dead letters`, async () => {
            const { state } = await streams.info("DEAD")
            return state.last_seq - taken >= count && state.last_seq
          })
          const bodies: Buffer[] = []
          while (taken < last) bodies.push(Buffer.from((await streams.getMessage("DEAD", { seq: ++taken }))!.data))
          return bodies
        }),
      open: () =>
        server.use(async (connection) => {
          const { num_pending, num_ack_pending } = await (await jetstreamManager(connection)).consumers.info("NEWS", "shop")
          return num_pending + num_ack_pending
        }),
      async interrupt() {
        await server.stop()
        await server.start()
      },
      close: () => server.close(),
    }
  },
}
