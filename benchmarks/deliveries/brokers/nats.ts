import { jetstream, jetstreamManager } from "@nats-io/jetstream"
import { connect } from "@nats-io/transport-node"
import { randomUUID } from "node:crypto"
import { batchesOf, type BenchBroker } from "./broker"

const servers = process.env.TEST_NATS_URL ?? "nats://127.0.0.1:4222"

/** The NATS of this machine: a stream on its disk, each message under an id of its own. */
export async function openNats(): Promise<BenchBroker> {
  const connection = await connect({ servers, reconnect: false })
  const { streams } = await jetstreamManager(connection)
  const client = jetstream(connection)
  const stream = `BENCH_${randomUUID()}`
  await streams.add({ name: stream, subjects: [stream] })
  const publish = (body: Buffer) => client.publish(stream, body, { msgID: randomUUID() })
  return {
    name: "NATS",
    destination: { kind: "nats", config: { servers, subject: stream, stream } },
    async oneByOne(bodies) {
      for (const body of bodies) await publish(body)
    },
    async batched(bodies) {
      for (const batch of batchesOf(bodies)) await Promise.all(batch.map(publish))
    },
    empty: async () => void (await streams.purge(stream)),
    async close() {
      await streams.delete(stream)
      await connection.close()
    },
  }
}
