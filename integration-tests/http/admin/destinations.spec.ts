import path from "node:path"
import { poll, useSharedStore } from "../../setup"
import { deliveryOptions, deskOf } from "../support/destinations"
import { finishedEvent } from "../support/look"
import { openThirdParty, type ThirdParty } from "../support/third-party"

const world = useSharedStore({ options: { deliveries: deliveryOptions() } })
let desk: ReturnType<typeof deskOf>
let erp: ThirdParty

/** The texts that no answer but the one that makes them, and no log line, may hold. */
const secrets: string[] = []

beforeAll(async () => {
  desk = deskOf(world)
  erp = await openThirdParty()
})

afterEach(async () => {
  const { destinations } = await desk.call("GET", "/destinations?limit=200")
  for (const { id, origin } of destinations) if (origin === "api") await desk.call("DELETE", `/destinations/${id}`)
  erp.answer(204)
  erp.calls.length = 0
})

afterAll(() => erp?.close())

/** Makes a destination at the third party, and keeps its secret for the search. */
async function destination(more: object = {}) {
  const made = await desk.create({ kind: "http", config: { url: erp.url }, facts: ["payment.captured"], ...more })
  secrets.push(made.secret)
  return made as { destination: any; secret: string; read_token?: string }
}

/** Somebody pays. Answers the payment's provider id. */
async function pay(): Promise<string> {
  const { paymentId } = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  return paymentId
}

const called = (count: number) => poll(`${count} calls`, async () => erp.calls.length >= count && erp.calls)

const refusal = async (act: Promise<unknown>) => {
  const error = await act.then(
    () => undefined,
    (thrown: { status: number; body: { message: string; code?: string; type?: string } }) => thrown,
  )
  return { status: error?.status, ...error?.body }
}

it("makes a destination, shows its secret once, and sends it a signed fact", async () => {
  const { destination: made, secret } = await destination({
    config: { url: `${erp.url}?key=PLANTED-query`, headers: { authorization: "Bearer PLANTED-header" } },
    description: "ERP",
  })
  expect(made).toMatchObject({
    ...{ id: expect.stringMatching(/^dest_/), origin: "api", kind: "http", description: "ERP", state: "active" },
    ...{ facts: ["payment.captured"], accounts: [], payload: "full", timeout_seconds: 15 },
    config: { url: `${erp.url}?key=hidden`, headers: { authorization: "[hidden]" } },
  })
  expect(secret).toMatch(/^whsec_/)
  const paymentId = await pay()
  const [call] = await called(1)

  erp.verify(call!, secret)
  expect(call).toMatchObject({ path: "/hooks?key=PLANTED-query", headers: { authorization: "Bearer PLANTED-header" } })
  expect(call!.event).toMatchObject({
    type: "payment.captured",
    data: { payment_id: paymentId, amount: "2500", currency: "EUR" },
  })
  const shown = await poll("the outcome", async () => {
    const found = await desk.show(made.id)
    return found.last_delivered_at && found
  })
  expect(shown).toMatchObject({ waiting: 0, due: 0, dead: 0, oldest: null, secrets: [{ expires_at: null }] })
  for (const hidden of ["deleted_at", "shown_config", "noticed_percent"]) expect(shown).not.toHaveProperty(hidden)
})

it("says which values a destination may have", async () => {
  const { choices } = await desk.call("GET", "/destinations/choices")
  expect(choices).toMatchObject({ kinds: ["http", "rabbitmq", "kafka", "nats"], can_be_made: true })
  expect(choices.facts.slice(0, 2)).toEqual(["*", "payment.*"])
  expect(choices.accounts).toContain("stripe")
  await destination({ facts: choices.facts, accounts: choices.accounts })
})

it("rotates a secret: both sign during the overlap, the new one alone without it", async () => {
  const { destination: made, secret: first } = await destination()
  const { secret: second, destination: rotated } = await desk.say(made.id, "rotate", {})
  secrets.push(second)
  expect(rotated.version).toBeGreaterThan(made.version)
  await pay()
  const [call] = await called(1)
  for (const secret of [first, second]) erp.verify(call!, secret)
  expect((await desk.show(made.id)).secrets).toMatchObject([{ expires_at: null }, { expires_at: expect.any(String) }])

  const { secret: third } = await desk.say(made.id, "rotate", { overlap_seconds: 0 })
  secrets.push(third)
  await pay()
  const [, last] = await called(2)
  erp.verify(last!, third)
  for (const former of [first, second]) expect(() => erp.verify(last!, former)).toThrow()
})

it("takes a receiver's own secret, and refuses one that cannot sign without repeating it", async () => {
  const own = `whsec_${Buffer.from("PLANTED".repeat(5)).toString("base64")}`
  const { destination: made, secret } = await destination({ secret: own })
  expect(secret).toBe(own)
  const wrong = await refusal(desk.say(made.id, "rotate", { secret: "PLANTED-secret" }))
  expect(wrong).toMatchObject({ status: 400, type: "invalid_data", message: expect.stringMatching(/^secret must start with/) })
  expect(JSON.stringify(wrong)).not.toContain("PLANTED")
})

it("lets facts wait while it is paused, and plans none while it is disabled until they are replayed", async () => {
  const { destination: made } = await destination()
  const { id } = made
  expect((await desk.say(id, "pause")).destination).toMatchObject({ state: "paused" })
  await pay()
  expect(await desk.deliveriesOf(id)).toMatchObject([{ state: "pending", attempts: 0 }])
  expect(await desk.show(id)).toMatchObject({ waiting: 1 })
  expect(erp.calls).toEqual([])
  await desk.say(id, "resume")
  await called(1)

  expect((await desk.say(id, "disable")).destination).toMatchObject({ state: "disabled", disabled_reason: "by_person" })
  const since = made.created_at
  await pay()
  expect(await desk.deliveriesOf(id)).toHaveLength(1)
  expect(await refusal(desk.say(id, "pause"))).toMatchObject({ status: 400, message: expect.stringContaining("is disabled") })
  expect(await refusal(desk.say(id, "ping"))).toMatchObject({ status: 400, message: expect.stringContaining("is disabled") })
  expect((await desk.say(id, "enable")).destination).toMatchObject({ state: "active", disabled_reason: null, disabled_at: null })

  expect(await desk.say(id, "replay", { since, dry_run: true })).toEqual({ count: 1, dry_run: true })
  expect(
    await desk
      .say(id, "replay", { since, until: since.replace(/\d\d\d\dZ?$/, "9999Z"), dry_run: true })
      .catch(() => ({ count: 0 })),
  ).toMatchObject({ count: 0 })
  expect(await desk.deliveriesOf(id)).toHaveLength(1)
  expect(await desk.say(id, "replay", { since })).toEqual({ count: 1, dry_run: false })
  await called(2)
  expect(await desk.say(id, "replay", { since })).toEqual({ count: 0, dry_run: false })
  expect(new Set(erp.calls.map(({ event }) => event.id)).size).toBe(2)
})

it("recovers what failed, and counts first", async () => {
  const { destination: made } = await destination()
  const { id } = made
  erp.answer(503, "come back PLANTED-answer")
  await pay()
  await poll("the failure", async () => (await desk.deliveriesOf(id))[0]?.state === "failed")
  const since = made.created_at
  expect(await desk.say(id, "recover", { since: new Date(Date.now() + 60_000).toISOString(), dry_run: true })).toMatchObject({
    count: 0,
  })
  expect(await desk.say(id, "recover", { since, dry_run: true })).toEqual({ count: 1, dry_run: true })
  erp.answer(200)
  expect(await desk.say(id, "recover", { since })).toEqual({ count: 1, dry_run: false })
  const [{ id: deliveryId }] = await desk.deliveriesOf(id)
  const shown = await poll("the delivery", async () => {
    const delivery = await desk.delivery(deliveryId)
    return delivery.state === "delivered" && delivery
  })
  expect(shown.attempts_made).toMatchObject([
    { number: 1, outcome: "failed", status: 503, answer: "come back PLANTED-answer", actor_id: null },
    { number: 2, outcome: "delivered", status: 200, actor_id: expect.stringMatching(/^user_/) },
  ])
})

it("sends a test through the queue, signed and visible, and not as a figure", async () => {
  const { destination: made, secret } = await destination()
  const { delivery } = await desk.say(made.id, "ping")
  const [call] = await called(1)

  erp.verify(call!, secret)
  expect(call!.event).toEqual({ ...delivery.body, type: "test.ping" })
  expect(call!.headers["webhook-id"]).toBe(delivery.event_id)
  await poll("the outcome", async () => (await desk.delivery(delivery.id)).state === "delivered")
  const { metrics } = await desk.call("GET", "/metrics?window=1h")
  expect(metrics.by_destination.map(({ destination }: any) => destination)).not.toContain(made.id)
})

it("changes a destination: what waits goes to the new address, and no header of the old one with it", async () => {
  const { destination: made } = await destination({ config: { url: erp.url, headers: { "x-key": "PLANTED-header" } } })
  const other = await openThirdParty()
  try {
    await desk.say(made.id, "pause")
    await pay()
    const change = { config: { url: other.url }, description: "moved", timeout_seconds: 5 }
    const { destination: changed } = await desk.call("POST", `/destinations/${made.id}`, change)
    expect(changed).toMatchObject({
      description: "moved",
      timeout_seconds: 5,
      config: { url: other.url, headers: {} },
      state: "paused",
    })
    await desk.say(made.id, "resume")
    await poll("the call", async () => other.calls.length === 1)
    expect(other.calls[0]!.headers).not.toHaveProperty("x-key")
    expect(erp.calls).toEqual([])
  } finally {
    await other.close()
  }
})

it("deletes a destination: open deliveries are canceled, history stays", async () => {
  const { destination: made } = await destination()
  await pay()
  await called(1)
  await desk.say(made.id, "pause")
  await pay()
  expect(await desk.call("DELETE", `/destinations/${made.id}`)).toEqual({
    id: made.id,
    object: "delivery_destination",
    deleted: true,
  })
  await world.job("sweep")
  const states = () => desk.deliveriesOf(made.id).then((rows: any[]) => rows.map(({ state }) => state).sort())
  await poll("the end", async () => (await states()).includes("canceled"))
  expect(await states()).toEqual(["canceled", "delivered"])
  const [canceled] = await desk.deliveriesOf(made.id, "&state=canceled")
  expect(await refusal(desk.call("POST", `/deliveries/${canceled.id}/replay`))).toMatchObject({
    status: 400,
    message: expect.stringContaining("its destination is deleted"),
  })
  for (const call of [
    () => desk.show(made.id),
    () => desk.say(made.id, "pause"),
    () => desk.say(made.id, "rotate", {}),
    () => desk.call("DELETE", `/destinations/${made.id}`),
    () => desk.say(made.id, "recover", { since: made.created_at }),
  ]) {
    expect(await refusal(call())).toMatchObject({ status: 404, type: "not_found" })
  }
})

it("undoes what a workflow did to destinations when a later step of it fails", async () => {
  const [{ destination: changed, secret }, { destination: removed }] = [
    await destination({ description: "as it was" }),
    await destination(),
  ]
  const said = await world.exec<string>(path.join(__dirname, "..", "support", "undo-destinations.ts"), {
    create: { kind: "http", config: { url: erp.url }, facts: ["*"], description: "made" },
    update: { id: changed.id, change: { description: "changed", facts: ["refund.*"], config: { url: `${erp.url}/changed` } } },
    remove: { id: removed.id },
  })

  expect(said).toBe("the last step fails")
  const { destinations } = await desk.call("GET", "/destinations?origin=api&order=created_at")
  expect(destinations.map(({ id }: any) => id)).toEqual([changed.id, removed.id])
  expect(destinations[0]).toMatchObject({ description: "as it was", facts: ["payment.captured"], config: { url: erp.url } })
  await desk.say(changed.id, "ping")
  const [call] = await called(1)
  expect(call!.path).toBe("/hooks")
  erp.verify(call!, secret)
})

it.each<[object, RegExp]>([
  [{ kind: "htp" }, /^kind must be one of http/],
  [{ config: { url: "http://192.168.0.1/" } }, /^config\.url cannot be called: it is not an https:\/\/ URL$/],
  [{ config: { url: "https://192.168.0.1/" } }, /^config\.url cannot be called: its host 192\.168\.0\.1 is not public$/],
  [{ facts: ["payment.paid"] }, /^facts must be of \*, payment\.\*.*payment\.captured/],
  [{ accounts: ["strpe"] }, /^accounts must be of stripe,/],
  [{ secret: "PLANTED-secret" }, /^secret must start with/],
])("refuses %j by the field's name, and makes nothing", async (wrong, says) => {
  const refused = await refusal(desk.create({ kind: "http", config: { url: erp.url }, facts: ["*"], ...wrong }))

  expect(refused).toMatchObject({ status: 400, type: "invalid_data", message: expect.stringMatching(says) })
  expect((await desk.call("GET", "/destinations?origin=api")).destinations).toEqual([])
})

it("holds no secret in any answer but the one that makes it, in no row, and in no line of the log", async () => {
  expect(secrets.length).toBeGreaterThan(8)
  const answers = desk.answers.join("\n")
  const { rows } = await world.db.query(`SELECT to_jsonb(one)::text AS text FROM delivery_destination AS one`)
  const log = (await world.logs()).join("\n")
  for (const secret of new Set(secrets)) {
    expect(answers.split(JSON.stringify(secret)).length - 1).toBe(1)
    for (const { text } of rows) expect(text).not.toContain(secret)
    expect(log).not.toContain(secret)
  }
  for (const planted of ["PLANTED-header", "PLANTED-query", "PLANTED-secret"]) {
    expect(answers).not.toContain(planted)
    expect(rows.map(({ text }) => text).join()).not.toContain(planted)
    expect(log).not.toContain(planted)
  }
})
