import { createContainer } from "awilix"
import http from "node:http"
import type { AddressInfo } from "node:net"
import { onExit } from "../../scripts/lib/clean-up"
import { createDatabase, dropDatabase, type Server } from "../../scripts/lib/postgres"
import { DATABASE_PREFIX } from "../../scripts/lib/template"
import type { Cradle } from "../../src/services/cradle"
import { registerServices } from "../../src/services/loader"
import { runMigrations } from "../../src/services/store/run-migrations"
import type { PaymentRecord } from "../../src/services/store/entities"

export const SECRET = `whsec_${Buffer.alloc(32, "of the benchmark").toString("base64")}`

/** A third party that answers at once, or never; `received` is told of each body. */
export interface Receiver {
  readonly url: string
  readonly host: string
  received: (body: string) => void
  close(): void
}

export async function openReceiver({ hangs = false } = {}): Promise<Receiver> {
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    receiver.received(Buffer.concat(chunks).toString())
    if (!hangs) response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const receiver: Receiver = {
    url: `http://${host}/`,
    host,
    received: () => {},
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  return receiver
}

/** The plugin's module on a database of its own, delivering to these receivers. */
export interface World {
  readonly cradle: Cradle
  close(): Promise<void>
}

export async function openWorld(pg: Server, receivers: readonly Receiver[]): Promise<World> {
  const name = `${DATABASE_PREFIX}deliveries`
  await dropDatabase(pg, name)
  const clientUrl = await createDatabase(pg, name)
  onExit(() => dropDatabase(pg, name))
  await runMigrations({ options: { database: { clientUrl } } })
  const container = createContainer()
  const destinations = receivers.map(({ url }, index) => ({ id: `receiver_${index}`, config: { url }, secrets: [SECRET] }))
  const deliveries = { allowedHosts: receivers.map(({ host }) => host), destinations }
  await registerServices({ container, options: { deliveries, database: { clientUrl } } })
  const cradle = container.cradle as Cradle
  await cradle.destinations.sync()
  return {
    cradle,
    close: async () => {
      await cradle.deliveryWorker.stop()
      for (const opened of [cradle.dataSource, cradle.readDataSource]) await opened.destroy()
      await dropDatabase(pg, name)
    },
  }
}

export const run = ({ deliveryWorker }: Cradle): void =>
  deliveryWorker.run({
    onEnded: () => {},
    onFault: (error: unknown) => process.stderr.write(`${String(error)}\n`),
    compose: () => Promise.reject(new Error("no order is sent here")),
  } as never)

let payments = 0

/** One payment that is captured, as processing writes it; resolves once it is committed, with its session. */
export async function capture({ payments: repository, deliveryWorker }: Cradle): Promise<string> {
  const session = `payses_${process.pid}_${++payments}`
  const money = { amount: "4590", currency_code: "eur" }
  await repository.serialize(session, async (transaction) => {
    const record = await transaction.findBySession(session)
    await transaction.recordTransition(
      record as PaymentRecord | null,
      { id: `prec_${session}`, payment_session_id: session, account: "stripe", provider: "stripe", state: "captured", ...money },
      {
        id: `ptrn_${session}`,
        webhook_event_id: "pwhe_bench",
        fact: "payment.captured",
        from_state: "pending",
        to_state: "captured",
        reason_code: null,
        occurred_at: new Date(),
        ...money,
      },
    )
  })
  deliveryWorker.wake()
  return session
}
