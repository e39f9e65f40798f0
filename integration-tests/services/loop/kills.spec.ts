import { poll } from "../../../scripts/lib/poll"
import { captured } from "../../store/support/deliveries"
import type { PaymentRecord } from "../../../src/services/store/entities"
import { openPluginDatabase, type PluginDatabase } from "../../store/support/module"
import type { Source } from "../consumers/harnesses/harness"
import { kafka } from "../consumers/harnesses/kafka"
import { nats } from "../consumers/harnesses/nats"
import { rabbitmq } from "../consumers/harnesses/rabbitmq"
import { openModule, type ConsumerModule } from "../consumers/support/module"
import { KEY, makeSecretFor, receiverOf } from "./support/dialects"
import { killedAt } from "./support/killed"

jest.setTimeout(300_000)

const PAYMENTS = 8
const FACTS = 4
/** The publisher is killed at these confirms of its life. */
const KILLS = [1, 7, 12]

let shop: PluginDatabase
let second: PluginDatabase
let source: Source
const modules: ConsumerModule[] = []

const open = async ({ url }: PluginDatabase, options: object): Promise<ConsumerModule> => {
  const module = await openModule(url, options)
  modules.push(module)
  return module
}

beforeAll(async () => {
  ;[shop, second] = await Promise.all([openPluginDatabase(), openPluginDatabase()])
})
afterAll(() => Promise.all([shop, second].map((database) => database?.close())))
afterEach(async () => {
  await Promise.all(modules.splice(0).map((module) => module.stop()))
  await source?.close()
  await shop.query(`TRUNCATE delivery_destination, delivery, payment_record CASCADE`)
  await second.query(`TRUNCATE payment_webhook_event`)
})

/** Payments of this name, each with several facts one after another. */
const pay = ({ cradle: { payments } }: ConsumerModule, name: string) =>
  Promise.all(
    Array.from({ length: PAYMENTS }, (_, i) =>
      payments.serialize(`payses_${name}${i}`, async (transaction) => {
        let record: PaymentRecord | null = null
        for (let version = 1; version <= FACTS; version++) {
          record = (await transaction.recordTransition(record, ...captured(`${name}${i}`, version))).record
        }
      }),
    ),
  )

/** As if the time of the dead process had passed. */
const lapseLeases = () =>
  shop.query(`UPDATE delivery SET leased_until = now(), next_attempt_at = now() WHERE lease_token IS NOT NULL`)

it.each([rabbitmq, nats, kafka].map((harness) => [harness.kind, harness] as const))(
  "%s: a publisher that is killed between the broker's confirm and its own mark loses nothing, and repeats with equal ids",
  async (kind, harness) => {
    source = await harness.start()
    const secret = makeSecretFor("hmac")
    const options = (config: object) => ({
      deliveries: { destinations: [{ id: "shop", kind, secrets: [secret], config: { ...config, sign: KEY.hmac } }] },
    })
    const sender = await open(shop, options(source.destination))
    await sender.cradle.destinations.sync()
    for (const [round, confirms] of KILLS.entries()) {
      const paying = pay(sender, `round${round}_`)
      await killedAt("before-mark", shop.url, options(source.portableDestination), confirms)
      await paying
      await lapseLeases()
    }
    await sender.deliver()
    await poll("all facts delivered", async () => {
      const [{ open }] = await shop.query(`SELECT count(*)::int AS open FROM delivery WHERE state <> 'delivered'`)
      return open === 0
    })

    const received: { id: string; sequence: number; payment: string; body: string }[] = []
    ;(await open(second, receiverOf("hmac", secret, kind, source))).run((take) => (message, consumer) => {
      const body = String(message.body)
      const { id, sequence, data } = JSON.parse(body)
      received.push({ id, sequence, payment: data.payment_record_id, body })
      return take(message, consumer)
    })
    await poll("no open message", async () => (await source.open()) === 0, { timeoutMs: 120_000, everyMs: 200 })

    const facts = (await shop.query(`SELECT event_id FROM delivery ORDER BY 1`)).map(({ event_id }) => event_id)
    expect(facts).toHaveLength(KILLS.length * PAYMENTS * FACTS)
    expect([...new Set(received.map(({ id }) => id))].sort()).toEqual(facts)
    // Each kill left at least one confirmed message unmarked. JetStream drops its repeat by itself.
    if (kind === "nats") expect(received).toHaveLength(facts.length)
    else expect(received.length).toBeGreaterThanOrEqual(facts.length + KILLS.length)
    expect(new Set(received.map(({ body }) => body)).size).toBe(facts.length)
    for (const payment of new Set(received.map(({ payment }) => payment))) {
      const firsts = new Set(received.filter((message) => message.payment === payment).map(({ sequence }) => sequence))
      expect([...firsts]).toEqual(Array.from({ length: FACTS }, (_, i) => i + 1))
    }
    const rows = await second.query(`SELECT event_id FROM payment_webhook_event ORDER BY 1`)
    expect(rows.map(({ event_id }) => event_id)).toEqual(facts)
  },
)
