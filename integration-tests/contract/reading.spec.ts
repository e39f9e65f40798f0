import { receive } from "../../src/services/intake/receive"
import { redact } from "../../src/services/providers/redact"
import { everyHarness } from "./harnesses"
import { contextOf, NOW, read, roomOf, secondsFromNow, signed } from "./support/call"
import { fixture, fixtureNames } from "./support/fixtures"
import { expectGolden } from "./support/golden"

describe.each(everyHarness)("%s", (_name, harness) => {
  const room = roomOf(harness)
  const context = contextOf(harness)

  /** What a call leaves behind: rows that went through the database's JSON, their readings, and the reply. */
  async function outcomeOf(body: Buffer) {
    const events = await read(harness, signed(harness, body))
    const account = {
      id: "shop",
      provider: room.id,
      paymentProviders: [],
      maxBodyBytes: 1024 * 1024,
      options: context.options,
    }
    const dependencies = { recorder: { record: async () => true }, now: () => NOW }
    const { reply } = await receive(dependencies, account, room, signed(harness, body), context.readMedusaWebhook)
    return {
      events: events.map((event) => {
        const stored = { ...event, payload: JSON.parse(JSON.stringify(event.payload)) as unknown }
        const { id, type, occurredAt } = event
        return { id, type, occurredAt, reading: room.normalize(stored, context) }
      }),
      reply,
    }
  }

  describe.each(fixtureNames(harness.provider))("%s", (name) => {
    const body = fixture(harness.provider, name)

    it("is read and acknowledged as its golden file says", async () => {
      expectGolden(`${harness.provider}/${name}`, await outcomeOf(body))
    })

    it("has facts or a reason, never both and never neither", async () => {
      for (const event of await read(harness, signed(harness, body))) {
        const { facts, ignored } = room.normalize(event, context)
        expect(facts.length > 0).toBe(ignored === undefined)
      }
    })

    it("has the same ids when it is delivered again, and no id twice", async () => {
      const later = contextOf(harness, [harness.secrets.current], secondsFromNow(3600))
      const first = (await read(harness, signed(harness, body))).map(({ id }) => id)
      const again = signed(harness, Buffer.from(body), harness.secrets.current, secondsFromNow(3600))
      expect((await read(harness, again, later)).map(({ id }) => id)).toEqual(first)
      expect(new Set(first).size).toBe(first.length)
    })
  })

  it("gives different events different ids", async () => {
    const batches = await Promise.all(
      fixtureNames(harness.provider).map((name) => read(harness, signed(harness, fixture(harness.provider, name)))),
    )
    const ids = batches.flat().map(({ id }) => id)
    expect(ids.length).toBeGreaterThan(5)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it("gives no fact for a type it does not know, and says why", async () => {
    const [event] = await read(harness, signed(harness, fixture(harness.provider, "unknown-type")))
    expect(event && room.normalize(event, context)).toEqual({ facts: [], ignored: expect.stringContaining(event?.type ?? "") })
  })

  it("shows none of the planted secrets once redacted", async () => {
    const body = fixture(harness.provider, "planted")
    expect(body.toString().match(/PLANTED/g)?.length).toBeGreaterThanOrEqual(3)
    const [event] = await read(harness, signed(harness, body))
    expect(event).toBeDefined()
    // Stripe's payload is kept whole; the other rooms keep what they read and drop the rest.
    expect(JSON.stringify(event?.payload).includes("PLANTED")).toBe(harness.provider === "stripe")
    expect(JSON.stringify(redact(event?.payload, room.redact))).not.toContain("PLANTED")
    expect(JSON.stringify({ ...event, payload: undefined })).not.toContain("PLANTED")
  })

  it("keeps no header that holds a signature or a credential", () => {
    for (const header of room.keepHeaders ?? []) expect(header).not.toMatch(/signature|authorization|cookie|secret|token/)
  })
})
