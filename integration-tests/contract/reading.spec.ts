import { factName } from "../../src/services/domain/facts"
import { receive } from "../../src/services/intake/receive"
import type { ProviderEvent } from "../../src/services/providers/provider"
import { redact } from "../../src/services/providers/kit/redact"
import { everyHarness } from "./harnesses"
import { contextOf, NOW, read, providerOf, secondsFromNow, signed } from "./support/call"
import { fixture, fixtureNames } from "./support/fixtures"
import { expectGolden } from "./support/golden"

describe.each(everyHarness)("%s", (_name, harness) => {
  const provider = providerOf(harness)
  const context = contextOf(harness)

  /** The results of a call: rows that went through the database's JSON, their readings, and the reply. */
  async function outcomeOf(body: Buffer) {
    const events = await read(harness, signed(harness, body))
    const account = {
      id: "shop",
      provider: provider.id,
      paymentProviders: [],
      maxBodyBytes: 1024 * 1024,
      options: context.options,
    }
    const dependencies = { recorder: { record: async () => true }, now: () => NOW, fetch: context.fetch }
    const { reply } = await receive(dependencies, account, provider, signed(harness, body), context.readMedusaWebhook)
    const readingOf = async (event: ProviderEvent) => {
      const stored = { ...event, payload: JSON.parse(JSON.stringify(event.payload)) as unknown }
      const asked = provider.refetch ? await provider.refetch(stored, context) : stored
      const { id, type, occurredAt } = event
      const reading = provider.normalize(asked, context)
      // Once asked there is nothing left to ask: a mere claim of an event never reaches an order.
      expect(reading.refetch).toBeUndefined()
      return { id, type, occurredAt, reading }
    }
    return { events: await Promise.all(events.map(readingOf)), reply }
  }

  describe.each(fixtureNames(harness.provider))("%s", (name) => {
    const body = fixture(harness.provider, name)

    it("is read and acknowledged as in its golden file", async () => {
      expectGolden(`${harness.provider}/${name}`, await outcomeOf(body))
    })

    it("has facts, is unclear or has a reason: exactly one of them", async () => {
      for (const event of await read(harness, signed(harness, body))) {
        const { facts, ignored, unclear, refetch } = provider.normalize(event, context)
        const outcomes = [facts.length > 0 || refetch === true, unclear !== undefined, ignored !== undefined]
        expect(outcomes.filter(Boolean)).toHaveLength(1)
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

  it("reports exactly its declared facts, and has a fixture of each", async () => {
    const outcomes = await Promise.all(fixtureNames(harness.provider).map((name) => outcomeOf(fixture(harness.provider, name))))
    const shown = outcomes.flatMap(({ events }) => events.flatMap(({ reading }) => reading.facts.map(factName)))
    expect([...new Set(shown)].sort()).toEqual([...provider.about.reports].sort())
  })

  it("has no fact for an unknown type, and names the reason", async () => {
    const [event] = await read(harness, signed(harness, fixture(harness.provider, "unknown-type")))
    expect(event && provider.normalize(event, context)).toEqual({
      facts: [],
      ignored: expect.stringContaining(event?.type ?? ""),
    })
  })

  it("shows none of the planted secrets once redacted", async () => {
    const body = fixture(harness.provider, "planted")
    expect(body.toString().match(/PLANTED/g)?.length).toBeGreaterThanOrEqual(3)
    const [event] = await read(harness, signed(harness, body))
    expect(event).toBeDefined()
    expect(JSON.stringify(event?.payload).includes("PLANTED")).toBe(harness.keepsPayload === true)
    expect(JSON.stringify(redact(event?.payload, provider.redact))).not.toContain("PLANTED")
    expect(JSON.stringify({ ...event, payload: undefined })).not.toContain("PLANTED")
  })

  it("records no header with a signature or a credential", () => {
    for (const header of provider.keepHeaders ?? []) expect(header).not.toMatch(/signature|authorization|cookie|secret|token/)
  })
})
