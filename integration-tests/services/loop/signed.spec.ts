import { poll } from "../../../scripts/lib/poll"
import { capture, captured } from "../../store/support/deliveries"
import { openPluginDatabase, type PluginDatabase } from "../../store/support/module"
import type { Source } from "../consumers/harnesses/harness"
import { kafka } from "../consumers/harnesses/kafka"
import { nats } from "../consumers/harnesses/nats"
import { rabbitmq } from "../consumers/harnesses/rabbitmq"
import { openModule, type ConsumerModule } from "../consumers/support/module"
import { bytesOf, DIALECTS, KEY, makeSecretFor, receiverOf } from "./support/dialects"

jest.setTimeout(180_000)

/** A store that tells of its payments, a broker, and a second store that takes them from there. */
let shop: PluginDatabase
let second: PluginDatabase
let source: Source
const modules: ConsumerModule[] = []

const open = async ({ url }: PluginDatabase, options: object): Promise<ConsumerModule> => {
  const module = await openModule(url, options)
  modules.push(module)
  return module
}
/** Payments whose facts one account reports, so that one destination alone is sent them. */
const pay = ({ cradle: { payments } }: ConsumerModule, account: string, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, i) =>
      payments.serialize(`payses_${account}${i}`, (transaction) =>
        transaction.recordTransition(null, ...captured(`${account}${i}`, 1, { account })),
      ),
    ),
  )
const factsOf = async (account: string): Promise<string[]> =>
  (await shop.query(`SELECT event_id FROM delivery WHERE account = $1 ORDER BY 1`, [account])).map(({ event_id }) => event_id)
const recorded = () => second.query(`SELECT event_id, type, body FROM payment_webhook_event ORDER BY event_id`)
const allAcknowledged = () =>
  poll("no open message", async () => (await source.open()) === 0, { timeoutMs: 120_000, everyMs: 200 })

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

describe.each([rabbitmq, nats, kafka].map((harness) => [harness.kind, harness] as const))("over %s", (kind, harness) => {
  beforeEach(async () => {
    source = await harness.start()
  })

  it.each(DIALECTS)(
    "a second store takes what is signed as %s, and refuses a stranger's and unsigned messages",
    async (dialect) => {
      const [secret, next, strangers] = [makeSecretFor(dialect), makeSecretFor(dialect), makeSecretFor(dialect)]
      const destination = (id: string, secrets: string[], sign?: object) => ({
        ...{ id, kind, secrets, accounts: [`pp_${id}`] },
        config: { ...source.destination, ...(sign && { sign }) },
      })
      // The first is in the midst of a rotation, and the second store knows its former secret alone.
      const destinations = [
        destination("shop", [next, secret], KEY[dialect]),
        destination("stranger", [strangers], KEY[dialect]),
        destination("unsigned", []),
      ]
      const sender = await open(shop, { deliveries: { destinations } })
      await sender.deliver()
      for (const account of ["pp_shop", "pp_stranger", "pp_unsigned"]) await pay(sender, account, 3)
      ;(await open(second, receiverOf(dialect, secret, kind, source))).run()

      const dead = await source.refused(6)
      await allAcknowledged()
      expect(dead.map((body) => JSON.parse(String(body)).id).sort()).toEqual(
        [...(await factsOf("pp_stranger")), ...(await factsOf("pp_unsigned"))].sort(),
      )
      const rows = await recorded()
      expect(rows.map(({ event_id }) => event_id)).toEqual(await factsOf("pp_shop"))
      expect(rows.map(({ type }) => type)).toEqual(Array(3).fill("payment.captured"))
      const sent = await shop.query(`SELECT * FROM delivery WHERE account = 'pp_shop' ORDER BY event_id`)
      expect(rows.map(({ body }) => String(body))).toEqual(sent.map(bytesOf))
    },
  )
})

describe.each([rabbitmq, nats].map((harness) => [harness.kind, harness] as const))(
  "a destination of %s by the admin API",
  (kind, harness) => {
    beforeEach(async () => {
      source = await harness.start()
    })

    it.each(DIALECTS)("has a sealed secret of its own for %s, which goes on signing after a rotation", async (dialect) => {
      const encryptionKeys = [Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString("base64")]
      const sender = await open(shop, { deliveries: { encryptionKeys } })
      const editor = sender.cradle.destinationEditor
      const config = { ...source.destination, sign: KEY[dialect] }
      const { destination, secret } = await editor.create({ kind, config, facts: ["payment.*"] })
      const rotated = await editor.rotate(destination.id, { overlapSeconds: 3_600 })
      expect(JSON.stringify(await shop.query(`SELECT * FROM delivery_destination`))).not.toMatch(
        new RegExp([secret!.secret, rotated.secret!.secret].map((text) => text.replace(/[^\w]/g, "\\$&")).join("|")),
      )
      expect(rotated.destination.shown_config).toMatchObject({ sign: KEY[dialect] })

      await sender.deliver()
      await capture(sender.cradle, "one")
      ;(await open(second, receiverOf(dialect, secret!.secret, kind, source))).run()
      await poll("the fact", async () => (await recorded()).length === 1)
    })

    it("keeps its way of signing, because its receiver verifies or knows no secret", async () => {
      const encryptionKeys = [Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString("base64")]
      const { destinationEditor: editor } = (await open(shop, { deliveries: { encryptionKeys } })).cradle
      const make = async (sign?: object) =>
        (await editor.create({ kind, config: { ...source.destination, ...(sign && { sign }) }, facts: ["*"] })).destination.id
      const signed = await make(KEY.hmac)
      const unsigned = await make()

      await expect(editor.update(signed, { config: source.destination })).rejects.toThrow(
        "config cannot stop signing with the destination's secret: its receiver verifies with it",
      )
      await expect(editor.update(unsigned, { config: { ...source.destination, sign: KEY.hmac } })).rejects.toThrow(
        "config cannot begin to sign: this destination has no secret, and its receiver knows none",
      )
      await expect(editor.update(unsigned, { payload: "thin" })).rejects.toThrow("payload must be full with this config")
      await expect(editor.rotate(unsigned, { overlapSeconds: 0 })).rejects.toThrow("secret must be given")
      expect((await editor.update(signed, { payload: "thin" })).after.payload).toBe("thin")
    })
  },
)
