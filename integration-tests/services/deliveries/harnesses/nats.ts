import { jetstreamManager, type StoredMsg } from "@nats-io/jetstream"
import { poll } from "../../../../scripts/lib/poll"
import { nats as kind } from "../../../../src/services/deliveries/kinds/nats"
import { startNats } from "../support/nats"
import type { KindHarness, Received } from "./harness"

export const nats: KindHarness = {
  kind,
  attribute: (name) => `ce-${name}`,
  async open() {
    const server = await startNats()
    await server.use(async (connection) => {
      await (await jetstreamManager(connection)).streams.add({ name: "PAYMENTS", subjects: ["payments.>"] })
    })
    const config = kind.config.parse({ servers: server.url, stream: "PAYMENTS" })
    let last = 0
    return {
      config,
      refused: { config: { ...config, subject: "nobody.stores.this" }, says: /no stream stores/ },
      received: (count) =>
        server.use(async (connection) => {
          const { streams } = await jetstreamManager(connection)
          const to = await poll(`${count} messages in the stream`, async () => {
            const { state } = await streams.info("PAYMENTS")
            return state.last_seq - last >= count && state.last_seq
          })
          const seqs = Array.from({ length: to - last }, (_, index) => last + 1 + index)
          last = to
          const stored = await Promise.all(seqs.map((seq) => streams.getMessage("PAYMENTS", { seq })))
          return stored.flatMap((message) => (message ? [read(message)] : []))
        }),
      stop: () => server.stop(),
      start: () => server.start(),
      hang: () => server.freeze(),
      resume: () => server.thaw(),
      close: () => server.close(),
    }
  },
}

const read = ({ header, data }: StoredMsg): Received => ({
  id: header.get("Nats-Msg-Id"),
  headers: Object.fromEntries(header.keys().map((key) => [key, header.get(key)])),
  body: Buffer.from(data),
})
