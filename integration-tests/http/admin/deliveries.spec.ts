import { poll, useSharedStore } from "../../setup"
import { deliveryOptions, deskOf } from "../support/destinations"
import { finishedEvent } from "../support/look"
import { openThirdParty, type ThirdParty } from "../support/third-party"

const world = useSharedStore({ options: { deliveries: deliveryOptions() } })
let desk: ReturnType<typeof deskOf>
let erp: ThirdParty
let full: { destination: any; secret: string }
let thin: { destination: any; secret: string; read_token: string }

beforeAll(async () => {
  desk = deskOf(world)
  erp = await openThirdParty()
  const http = { kind: "http", facts: ["payment.captured"] }
  full = await desk.create({ ...http, config: { url: erp.url } })
  thin = await desk.create({ ...http, config: { url: `${erp.url}/thin` }, payload: "thin" })
  const { paymentId } = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  await poll("both deliveries", async () => (await own("state=delivered")).count === 2)
})

afterAll(async () => {
  for (const { destination } of [full, thin]) await desk.call("DELETE", `/destinations/${destination.id}`)
  await erp.close()
})

/** The list, of this spec's destinations. */
const own = (query: string) => {
  const ids = [full, thin].map(({ destination }) => `destination_id[]=${destination.id}`)
  return desk.call("GET", `/deliveries?${[...ids, query].join("&")}`)
}

const one = async (id: string) => (await desk.deliveriesOf(id))[0]
const callOf = (path: string) => erp.calls.find((call) => call.path === path)!

const readBack = (id: string, authorization?: string) =>
  fetch(`${world.url}/payment-notifications/deliveries/${id}`, { headers: authorization ? { authorization } : {} })

it("lists deliveries without what they hold, newest first, by any filter", async () => {
  const { deliveries, count, next_cursor } = await own("limit=1")
  expect([deliveries.length, count, typeof next_cursor]).toEqual([1, 2, "string"])
  const listed = await one(full.destination.id)
  expect(listed).toMatchObject({ fact: "payment.captured", account: "stripe", state: "delivered", attempts: 1, last_status: 204 })
  for (const hidden of ["data", "lease_token", "lapsed_leases", "give_up_at"]) expect(listed).not.toHaveProperty(hidden)
  for (const query of [
    `event_id=${listed.event_id}`,
    `subject=${listed.subject}`,
    "fact=payment.captured&state[]=delivered&state[]=dead",
    `created_at[$gte]=${listed.created_at}`,
  ]) {
    expect((await own(query)).count).toBe(2)
  }
  expect((await own("state=dead")).count).toBe(0)
  const wrong = await desk.call("GET", "/deliveries?state=sent").catch(({ status, body }) => ({ status, ...body }))
  expect(wrong).toMatchObject({
    status: 400,
    message: expect.stringContaining("state must be one of pending, sending, delivered"),
  })
  expect((await desk.call("GET", "/deliveries/pdel_unknown").catch(({ status }) => ({ status }))).status).toBe(404)
})

it("shows the body as it was sent, and each attempt", async () => {
  const { id } = await one(full.destination.id)
  const delivery = await desk.delivery(id)

  expect(JSON.stringify(delivery.body)).toBe(callOf("/hooks").body)
  expect(delivery.attempts_made).toMatchObject([{ number: 1, outcome: "delivered", status: 204, error: null, actor_id: null }])
  for (const hidden of ["data", "lease_token", "leased_until", "replayed_after"]) expect(delivery).not.toHaveProperty(hidden)
})

it("sends one again under the same id, on record under the person's id", async () => {
  const { id, event_id } = await one(full.destination.id)
  const first = callOf("/hooks")
  await desk.call("POST", `/deliveries/${id}/replay`)
  await poll("the repeat", async () => erp.calls.filter(({ path }) => path === "/hooks").length === 2)
  const repeat = erp.calls.at(-1)!

  expect(repeat.body).toBe(first.body)
  expect(repeat.headers["webhook-id"]).toBe(event_id)
  erp.verify(repeat, full.secret)
  const delivery = await poll("the outcome", async () => {
    const shown = await desk.delivery(id)
    return shown.state === "delivered" && shown.attempts_made.length === 2 && shown
  })
  expect(delivery).toMatchObject({
    replayed_by: expect.stringMatching(/^user_/),
    attempts_made: [{}, { actor_id: expect.any(String) }],
  })
})

it("sends a thin payload without the fact, which its receiver reads back with the token, and nobody else", async () => {
  const { body } = callOf("/hooks/thin")
  const { data, ...head } = JSON.parse(body)
  const { id } = await one(thin.destination.id)
  expect(data).toEqual({ url: `/payment-notifications/deliveries/${id}` })

  const reply = await readBack(id, `Bearer ${thin.read_token}`)
  expect([reply.status, reply.headers.get("cache-control")]).toEqual([200, "no-store"])
  expect(await reply.json()).toEqual({ ...JSON.parse(callOf("/hooks").body), ...head })
  const other = await one(full.destination.id)
  for (const [path, authorization] of [
    [id, undefined],
    [id, "Bearer "],
    [id, `Bearer ${thin.read_token}x`],
    [id, `Basic ${thin.read_token}`],
    [id, `Bearer ${thin.secret}`],
    [other.id, `Bearer ${thin.read_token}`],
    ["pdel_unknown", `Bearer ${thin.read_token}`],
    [`${id}%00`, `Bearer ${thin.read_token}`],
  ] as const) {
    const refused = await readBack(path, authorization)
    expect([path, refused.status, await refused.text()]).toEqual([path, 404, ""])
  }
})

it("takes the former token during a rotation's overlap, and none of a deleted destination", async () => {
  const { id } = await one(thin.destination.id)
  const { read_token: next } = await desk.say(thin.destination.id, "rotate", {})
  for (const token of [thin.read_token, next]) expect((await readBack(id, `Bearer ${token}`)).status).toBe(200)
  await desk.say(thin.destination.id, "rotate", { overlap_seconds: 0 })
  for (const token of [thin.read_token, next]) expect((await readBack(id, `Bearer ${token}`)).status).toBe(404)

  const { destination, read_token: token } = await desk.create({
    kind: "http",
    config: { url: erp.url },
    facts: ["*"],
    payload: "thin",
  })
  const { delivery } = await desk.say(destination.id, "ping")
  expect((await readBack(delivery.id, `Bearer ${token}`)).status).toBe(200)
  await desk.call("DELETE", `/destinations/${destination.id}`)
  expect((await readBack(delivery.id, `Bearer ${token}`)).status).toBe(404)
})

it("lists destinations on the command line, recovers and replays there, and says what is wrong", async () => {
  const { id } = full.destination
  const list = await world.command(["deliveries"])
  expect(list).toMatchObject({ code: 0, out: expect.stringContaining(`${id} `) })
  expect((await world.command(["deliveries", "--json"])).out.destinations).toContainEqual(
    expect.objectContaining({ id, state: "active", waiting: 0, dead: 0, last_delivered_at: expect.any(String) }),
  )
  expect((await world.command(["status"])).out).toContain("Deliveries to third parties")
  expect((await world.command(["doctor", "--json"])).out.checks).toContainEqual({
    check: `destination ${id}`,
    level: "ok",
    says: "works",
  })

  const dryRun = ["--destination", id, "--since", full.destination.created_at, "--dry-run", "--json"]
  expect(await world.command(["deliveries", "recover", ...dryRun])).toMatchObject({ code: 0, out: { count: 0, dry_run: true } })
  expect(await world.command(["deliveries", "replay-missing", ...dryRun])).toMatchObject({
    code: 0,
    out: { count: 0, dry_run: true },
  })
  await desk.say(id, "disable")
  const troubled = await world.command(["deliveries"])
  expect(troubled).toMatchObject({ code: 3, out: expect.stringContaining("disabled (by_person)") })
  expect((await world.command(["doctor", "--json"])).out.checks).toContainEqual(
    expect.objectContaining({ check: `destination ${id}`, level: "fail" }),
  )
  await desk.say(id, "enable")
  expect(await world.command(["deliveries", "recover", "--destination", "nobody", "--since", "1h"])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('there is no destination "nobody"; use one of'),
  })
})
