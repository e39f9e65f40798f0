import { setTimeout as pause } from "node:timers/promises"
import { poll } from "../../../scripts/lib/poll"
import { openPluginDatabase, type PluginDatabase } from "../../store/support/module"
import { killedAt } from "../loop/support/killed"
import type { Source } from "./harnesses/harness"
import { kafka } from "./harnesses/kafka"
import { nats } from "./harnesses/nats"
import { rabbitmq } from "./harnesses/rabbitmq"
import { openModule, type ConsumerModule } from "./support/module"
import { erpOptions, news } from "./support/news"

jest.setTimeout(300_000)

describe.each([rabbitmq, nats, kafka].map((harness) => [harness.kind, harness] as const))("%s", (kind, harness) => {
  let database: PluginDatabase
  let source: Source
  const modules: ConsumerModule[] = []

  beforeAll(async () => {
    database = await openPluginDatabase()
  })
  beforeEach(async () => {
    source = await harness.start()
  })
  afterEach(async () => {
    await Promise.all(modules.splice(0).map((module) => module.stop()))
    await source?.close()
    await database.query("TRUNCATE payment_webhook_event, payment_consumer")
  })
  afterAll(() => database?.close())

  const start = async (around?: Parameters<ConsumerModule["run"]>[0]): Promise<ConsumerModule> => {
    const module = await openModule(database.url, erpOptions(kind, source.config))
    modules.push(module)
    module.run(around)
    return module
  }
  const recorded = () =>
    database.query(`SELECT event_id, account, provider, source, body FROM payment_webhook_event ORDER BY received_at`)
  const counts = async (): Promise<Record<string, number>> => {
    const rows = await database.query(
      `SELECT outcome, sum(n)::int AS n FROM payment_webhook_count WHERE account = 'erp' GROUP BY 1 ORDER BY 1`,
    )
    return Object.fromEntries(rows.map(({ outcome, n }) => [outcome, n]))
  }
  const allAcknowledged = () =>
    // Kafka gives the partitions of a member that was killed away a minute later. While a broker is interrupted, it answers nobody.
    poll("no open message", async () => (await source.open().catch(() => undefined)) === 0, { timeoutMs: 180_000, everyMs: 200 })

  it("records signed news, and acknowledges them then", async () => {
    const [first, second] = [news(), news()]
    await source.publish(first.headers, first.body)
    await start()
    await source.publish(second.headers, second.body)
    await allAcknowledged()

    const rows = await recorded()
    expect(rows.map(({ event_id }) => event_id).sort()).toEqual([first.id, second.id].sort())
    expect(rows[0]).toMatchObject({ account: "erp", provider: "hmac", source: "webhook" })
    expect(rows.find(({ event_id }) => event_id === first.id).body).toEqual(first.body)
  })

  it("refuses forged, malformed, too large and too old news as dead letters, counts them, and records no row", async () => {
    const refused = [
      news({ secret: "a-stranger's-secret" }),
      news({ body: "no JSON" }),
      news({ body: `"${"x".repeat(20_000)}"` }),
      news({ ageSeconds: 2 * 86_400 }),
    ]
    const { service } = await start()
    for (const { headers, body } of refused) await source.publish(headers, body)
    const last = news()
    await source.publish(last.headers, last.body)

    const dead = await source.refused(4)
    expect(dead.map(String).sort()).toEqual(refused.map(({ body }) => String(body)).sort())
    await allAcknowledged()
    expect((await recorded()).map(({ event_id }) => event_id)).toEqual([last.id])
    await service.tally.flush()
    expect(await counts()).toMatchObject({
      forged: 2,
      malformed: 1,
      too_large: 1,
    })
  })

  it("takes news that waited while the store was down, which as a call would be too old", async () => {
    const old = news({ ageSeconds: 3_600 })
    await source.publish(old.headers, old.body)
    await start()
    await allAcknowledged()

    expect((await recorded()).map(({ event_id }) => event_id)).toEqual([old.id])
  })

  it("brings a message again after a fault of ours, and makes no dead letter of it", async () => {
    let faults = 0
    const { faults: lines } = await start((take) => async (message, consumer) => {
      if (faults++ < 2) throw new Error("the database is away")
      return take(message, consumer)
    })
    const { id, headers, body } = news()
    await source.publish(headers, body)
    await allAcknowledged()

    expect((await recorded()).map(({ event_id }) => event_id)).toEqual([id])
    expect(lines.filter((line) => /^consumer "erp-queue": the database is away/.test(line))).toHaveLength(2)
  })

  it("tells what became of its messages, how many wait, and that it is subscribed", async () => {
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    let messages = 0
    const module = await start((take) => async (message, consumer) => {
      if (messages++ < 1) throw new Error("the database is away")
      await released
      return take(message, consumer)
    })
    const all = [...Array.from({ length: 30 }, () => news()), news({ secret: "a-stranger's-secret" })]
    for (const { headers, body } of all) await source.publish(headers, body)
    const { consumerRows } = module.cradle
    // Ten are in work at once, and NATS' client holds as many again.
    await poll("a beat", async () => ((await consumerRows.list(["erp-queue"]))[0]?.waiting ?? 0) >= 5, { timeoutMs: 60_000 })
    expect((await consumerRows.list(["erp-queue"]))[0]!.unsubscribed_seconds).toBeLessThan(60)
    release()
    await allAcknowledged()
    await modules.splice(modules.indexOf(module), 1)[0]!.stop()

    const [row] = await database.query(`SELECT * FROM payment_consumer`)
    expect(row).toMatchObject({ id: "erp-queue", failed: "1", last_fault: "the database is away" })
    // NATS brings messages again that were held for longer than its `ack_wait`, here two seconds: they are taken as duplicates.
    if (kind === "nats") expect([Number(row.taken) >= 30, Number(row.refused) >= 1]).toEqual([true, true])
    else expect(row).toMatchObject({ taken: "30", refused: "1" })
    expect(row.last_message_at).toEqual(expect.any(Date))
  })

  it("records news once that come again because their acknowledgement was lost with the connection", async () => {
    const times: string[] = []
    await start((take) => async (message, consumer) => {
      const verdict = await take(message, consumer)
      times.push(String(message.body))
      // Recorded, and the connection ends before anybody hears of it.
      if (times.length === 1) await source.interrupt()
      return verdict
    })
    const { id, headers, body } = news()
    await source.publish(headers, body)
    await allAcknowledged()
    const after = news()
    await source.publish(after.headers, after.body)
    await allAcknowledged()

    expect((await recorded()).map(({ event_id }) => event_id)).toEqual([id, after.id])
    if (kind !== "kafka") expect(times).toHaveLength(3)
  })

  it("finishes the messages in flight when the store stops, and leaves the others to the broker", async () => {
    const module = await start((take) => async (message, consumer) => {
      await pause(300)
      return take(message, consumer)
    })
    const all = Array.from({ length: 40 }, () => news())
    await Promise.all(all.map(({ headers, body }) => source.publish(headers, body)))
    await poll("the first rows", async () => (await recorded()).length > 0)
    await modules.splice(modules.indexOf(module), 1)[0]!.stop()

    const [rows, open] = [(await recorded()).length, await source.open()]
    expect(rows).toBeLessThan(40)
    // Kafka's consumer is at one message of each partition: their commits are lost with the connection, never the messages.
    if (kind === "kafka") expect(rows + open).toBeGreaterThanOrEqual(40)
    else expect(rows + open).toBe(40)
    await start()
    await allAcknowledged()
    expect(await recorded()).toHaveLength(40)
  })

  it.each([
    ["before the commit", "before-commit", 0],
    ["between the commit and the acknowledgement", "before-ack", 1],
  ] as const)("records news once whose consumer was killed %s", async (_name, point, rows) => {
    const { id, headers, body } = news()
    await source.publish(headers, body)
    await killedAt(point, database.url, erpOptions(kind, source.portable))
    expect(await recorded()).toHaveLength(rows)
    expect(await source.open()).toBe(1)

    // Before the start: the tally flushes by itself as well.
    const counted = await counts()
    let again = 0
    const { service } = await start((take) => (message, consumer) => {
      again++
      return take(message, consumer)
    })
    await allAcknowledged()
    expect(again).toBe(1)
    expect((await recorded()).map(({ event_id }) => event_id)).toEqual([id])
    await service.tally.flush()
    const since = Object.entries(await counts()).map(([outcome, n]) => [outcome, n - (counted[outcome] ?? 0)])
    expect(since.filter(([, n]) => n)).toEqual([[rows ? "duplicate" : "accepted", 1]])
  })
})
