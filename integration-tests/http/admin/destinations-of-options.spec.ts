import { randomBytes } from "node:crypto"
import { poll, useSharedStore } from "../../setup"
import { deliveryOptions, deskOf } from "../support/destinations"
import { openThirdParty, type ThirdParty } from "../support/third-party"

let bonus: ThirdParty
const SECRET = `whsec_${Buffer.from("a secret of the options only").toString("base64")}`

const optionsWith = (encryptionKeys: string[]) => ({
  deliveries: {
    ...deliveryOptions(),
    encryptionKeys,
    destinations: [
      { id: "bonus", kind: "http", config: { url: bonus.url }, facts: ["refund.*"], accounts: [], secrets: [SECRET] },
    ],
  },
})

const world = useSharedStore(async () => {
  bonus = await openThirdParty()
  return { options: optionsWith([]) }
})
let desk: ReturnType<typeof deskOf>

beforeAll(() => {
  desk = deskOf(world)
})
afterAll(() => bonus?.close())

const answerOf = (act: Promise<unknown>) =>
  act.then(
    () => ({ status: 200 }),
    ({ status, body }: { status: number; body: object }) => ({ status, ...body }),
  )

it("makes none without a key, and says by name which option it needs", async () => {
  const create = desk.create({ kind: "http", config: { url: bonus.url }, facts: ["*"] })

  expect(await answerOf(create)).toEqual({
    status: 409,
    type: "not_allowed",
    code: "no_encryption_key",
    message: expect.stringContaining("deliveries.encryptionKeys"),
  })
  expect((await desk.call("GET", "/destinations?origin=api")).count).toBe(0)
})

it("shows one of the options, tests and pauses it, and changes nothing of it", async () => {
  const { destinations } = await poll("the destination of the options", async () => {
    const found = await desk.call("GET", "/destinations?origin=options")
    return found.count === 1 && found
  })
  expect(destinations).toMatchObject([{ id: "bonus", origin: "options", facts: ["refund.*"], config: { url: bonus.url } }])
  expect(await desk.show("bonus")).toMatchObject({ secrets: null, waiting: 0 })

  for (const [method, path, body] of [
    ["POST", "", { description: "mine" }],
    ["DELETE", "", undefined],
    ["POST", "/rotate", {}],
    ["POST", "/disable", undefined],
  ] as const) {
    expect(await answerOf(desk.call(method, `/destinations/bonus${path}`, body))).toMatchObject({
      status: 400,
      type: "not_allowed",
      message: expect.stringMatching(/^bonus is a destination of medusa-config/),
    })
  }
  expect((await desk.say("bonus", "pause")).destination).toMatchObject({ state: "paused" })
  expect((await desk.say("bonus", "resume")).destination).toMatchObject({ state: "active" })
  const { delivery } = await desk.say("bonus", "ping")
  await poll("the test", async () => bonus.calls.length > 0)
  bonus.verify(bonus.calls[0]!, SECRET)
  expect(bonus.calls[0]!.event.id).toBe(delivery.event_id)
  expect(desk.answers.join() + (await world.logs()).join()).not.toContain(SECRET)
})

it("seals with the newest key what an older one has sealed, so that the older one can go", async () => {
  const [older, newer] = [randomBytes(32).toString("base64"), randomBytes(32).toString("base64")]
  await world.setOptions(optionsWith([older]))
  const made = await desk.create({ kind: "http", config: { url: `${bonus.url}/sealed` }, facts: ["refund.*"] })
  await world.setOptions(optionsWith([newer, older]))
  await world.job("sweep")
  await world.setOptions(optionsWith([newer]))
  try {
    await desk.say(made.destination.id, "ping")
    const call = await poll("the test", async () => bonus.calls.find(({ path }) => path.endsWith("/sealed")))
    bonus.verify(call, made.secret)
  } finally {
    await desk.call("DELETE", `/destinations/${made.destination.id}`)
  }
})
