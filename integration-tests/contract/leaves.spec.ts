import type { Fact } from "../../src/services/domain/facts"
import type { Reading } from "../../src/services/providers/provider"
import { everyHarness } from "./harnesses"
import { contextOf, providerOf, read, signed } from "./support/call"
import { fixture, fixtureNames } from "./support/fixtures"
import { ANYTHING, covers, leavesOf, withLeaf, type LeafPath } from "./support/leaves"

/** A genuine call is never refused, and never read otherwise, because of a field that nobody needs. */
describe.each(everyHarness.filter(([, { sameLeaves }]) => !sameLeaves))("%s", (_name, harness) => {
  const provider = providerOf(harness)
  const context = contextOf(harness)
  const requires = provider.requires ?? []
  const tells = Object.entries(harness.tells ?? {})
  /** Leaves of one event type are one case, in whatever fixture they are. */
  const seen = new Set<string>()

  async function readingsOf(content: unknown): Promise<{ types: string[]; readings: Reading[] }> {
    const events = await read(harness, signed(harness, Buffer.from(JSON.stringify(content))), context)
    const stored = events.map((event) => ({ ...event, payload: JSON.parse(JSON.stringify(event.payload)) as unknown }))
    return { types: events.map(({ type }) => type), readings: stored.map((event) => provider.normalize(event, context)) }
  }

  const toldBy = (path: LeafPath): readonly string[] =>
    tells.flatMap(([pattern, fields]) => (covers(pattern, path) ? fields : []))

  it.each(fixtureNames(harness.provider))("reads %s whatever its other fields hold", async (name) => {
    const content: unknown = JSON.parse(fixture(harness.provider, name).toString())
    const { types, readings } = await readingsOf(content)
    const wrong: string[] = []
    for (const path of leavesOf(content)) {
      const leaf = `${types.join()} ${path.join(".")}`
      if (seen.has(leaf) || requires.some((pattern) => covers(pattern, path))) continue
      seen.add(leaf)
      for (const [label, value] of Object.entries(ANYTHING)) {
        const changed = await readingsOf(withLeaf(content, path, value)).then(
          ({ readings }) => readings,
          (error: unknown) => String(error),
        )
        const problem = typeof changed === "string" ? changed : difference(readings, changed, toldBy(path))
        if (problem) wrong.push(`${leaf} = ${label}: ${problem}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it("requires and tells nothing that no fixture has", () => {
    const leaves = fixtureNames(harness.provider).flatMap((name) =>
      leavesOf(JSON.parse(fixture(harness.provider, name).toString()) as unknown),
    )
    const unused = [...requires, ...tells.map(([pattern]) => pattern)].filter(
      (pattern) => !leaves.some((path) => covers(pattern, path)),
    )
    expect(unused).toEqual([])
  })
})

function difference(before: readonly Reading[], after: readonly Reading[], told: readonly string[]): string | undefined {
  const shown = (readings: readonly Reading[]) =>
    toJson(
      readings.map(({ facts, ignored, unclear, refetch }) => ({
        facts: facts.map((fact) => without(fact, told)),
        refetch,
        outcome: facts.length || refetch ? "facts" : unclear ? "unclear" : ignored && "ignored",
      })),
    )
  const [expected, found] = [shown(before), shown(after)]
  return expected === found ? undefined : `${found} for ${expected}`
}

const without = (fact: Fact, fields: readonly string[]) =>
  Object.fromEntries(
    Object.entries(fact)
      .filter(([name]) => !fields.includes(name))
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  )

const toJson = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? `${item}n` : item))
