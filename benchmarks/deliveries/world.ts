import { createContainer } from "awilix"
import http from "node:http"
import { setTimeout as wait } from "node:timers/promises"
import type { AddressInfo } from "node:net"
import { onExit } from "../../scripts/lib/clean-up"
import { createDatabase, dropDatabase, type Server } from "../../scripts/lib/postgres"
import { DATABASE_PREFIX } from "../../scripts/lib/template"
import type { Cradle } from "../../src/services/cradle"
import type { PaymentNotificationOptions } from "../../src"
import { PaymentNotificationService } from "../../src/services"
import { messageOf } from "../../src/services/deliveries/message"
import { registerServices } from "../../src/services/loader"
import type { ClaimedDelivery } from "../../src/services/store/delivery-repository"
import { runMigrations } from "../../src/services/store/run-migrations"
import type { PaymentRecord } from "../../src/services/store/entities"

export const SECRET = `whsec_${Buffer.alloc(32, "of the benchmark").toString("base64")}`

/** A third party's address. */
export interface Address {
  readonly url: string
  readonly host: string
}

/** A third party that answers at once, or never, on the thread of whoever calls it; `received` is told of each body. */
export interface Receiver extends Address {
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
  readonly service: PaymentNotificationService
  close(): Promise<void>
}

/** Delivering to these receivers over HTTP. */
export function openWorld(pg: Server, receivers: readonly Address[], more: PaymentNotificationOptions = {}): Promise<World> {
  const destinations = receivers.map(({ url }, index) => ({ id: `receiver_${index}`, config: { url }, secrets: [SECRET] }))
  return openWorldWith(pg, { ...more, deliveries: { allowedHosts: receivers.map(({ host }) => host), destinations } })
}

export async function openWorldWith(pg: Server, options: PaymentNotificationOptions): Promise<World> {
  const name = `${DATABASE_PREFIX}deliveries`
  await dropDatabase(pg, name)
  const clientUrl = await createDatabase(pg, name)
  onExit(() => dropDatabase(pg, name))
  await runMigrations({ options: { database: { clientUrl } } })
  const container = createContainer()
  await registerServices({ container, options: { ...options, database: { clientUrl } } })
  const cradle = container.cradle as Cradle
  await cradle.destinations.sync()
  return {
    cradle,
    service: new PaymentNotificationService(cradle),
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

/** Waits until nothing is left to be sent. */
export async function delivered({ dataSource }: Cradle): Promise<void> {
  for (;;) {
    const [{ open }] = await dataSource.query(`SELECT count(*)::int AS open FROM delivery WHERE state <> 'delivered'`)
    if (open === 0) return
    await wait(50)
  }
}

/** The bytes that went out. */
export async function bodiesOf({ dataSource }: Cradle): Promise<Buffer[]> {
  const rows: ClaimedDelivery[] = await dataSource.query(`SELECT * FROM delivery`)
  return rows.map((row) => messageOf(row).body)
}

/** So many things a second as this work has done. */
export async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return (count * 1000) / (performance.now() - began)
}

const CAPTURED_AT_ONCE = 25

export async function captureMany(cradle: Cradle, count: number): Promise<void> {
  for (let i = 0; i < count; i += CAPTURED_AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(CAPTURED_AT_ONCE, count - i) }, () => capture(cradle)))
  }
}

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
