import fc from "fast-check"
import { assertProperty } from "../../src/__tests__/assert-property"
import { AT_PLACES, samplesOfEach } from "../../src/services/store/metrics-places.sql"
import { openPluginDatabase, type PluginDatabase } from "./support/module"

/** The durations at places of a slot, found without sorting all of them: the same ones that sorting all of them gives. */

let database: PluginDatabase

beforeAll(async () => {
  database = await openPluginDatabase()
})

afterAll(() => database?.close())

/** Rows of a day with the same value, state and slot; null: no array at all. */
interface Cell {
  readonly day: number
  readonly value: string | null
  readonly slot: number
  readonly state: string | null
  readonly durations: readonly number[] | null
}

/** A slot of a value, with durations beside those of the cells. */
interface Wanted {
  readonly value: string | null
  readonly slot: number
  readonly more: ReadonlyArray<readonly number[]>
}

const DAYS = 90
const dayAt = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)
const ascending = (durations: readonly number[]) => [...durations].sort((a, b) => a - b)

/** Writes the cells; one of another figure and one of another day are in nobody's way. */
async function write(cells: readonly Cell[]): Promise<void> {
  await database.query(`DELETE FROM payment_metric_day`)
  await database.query(
    `INSERT INTO payment_metric_day (day, checked_at)
     SELECT date '2026-01-01' + i, now() FROM generate_series(0, ${DAYS}) AS i`,
  )
  const rows = [
    ...cells.map((cell) => ({ ...cell, figure: "events", durations: cell.durations && ascending(cell.durations) })),
    { day: 0, figure: "messages", value: null, slot: 1, state: null, durations: [5] },
    { day: DAYS, figure: "events", value: null, slot: 1, state: null, durations: [5] },
  ].map(({ day, ...row }) => ({ ...row, day: dayAt(day) }))
  await database.query(
    `INSERT INTO payment_metric_cell (day, figure, dimension, value, state, delivered, slot, n, durations)
     SELECT day, figure, 'account', value, state, false, slot, COALESCE(cardinality(durations), 0), durations
       FROM json_to_recordset($1) AS row(day date, figure text, value text, state text, slot int, durations bigint[])`,
    [JSON.stringify(rows)],
  )
}

/** The wanted slots as they are asked for, and the durations at those places, after sorting all. */
function expected(cells: readonly Cell[], wanted: readonly Wanted[], placesOf: (n: number) => readonly number[]) {
  return wanted.flatMap(({ value, slot, more }, i) => {
    const own = cells.filter((cell) => cell.value === value && cell.slot === slot)
    const all = ascending([...own.flatMap(({ durations }) => durations ?? []), ...more.flat()])
    const at = placesOf(all.length)
    const asText = more.map((durations) => `{${ascending(durations).join()}}`)
    const asked = { i, figure: "events", dimension: "account", value, slot, n: all.length, at, more: asText }
    return at.length ? [{ asked, found: { i, durations: at.map((place) => String(all[place - 1])) } }] : []
  })
}

const days = Array.from({ length: DAYS }, (_, day) => dayAt(day))

const find = async (asked: readonly object[], samples: number) =>
  (await database.query(AT_PLACES, [days, JSON.stringify(asked), samples])).sort((a, b) => a.i - b.i)

/** A few values that many share, among others that nobody does. */
const duration = fc.oneof(fc.integer({ min: -2, max: 3 }), fc.constantFrom(7_000, 7_001), fc.integer({ min: -1e6, max: 9e15 }))
const durations = fc.oneof(fc.array(duration, { maxLength: 3 }), fc.array(duration, { maxLength: 40 }))
const cell = fc.record({
  day: fc.nat({ max: DAYS - 1 }),
  value: fc.constantFrom(null, "stripe"),
  slot: fc.constantFrom(1, 2),
  state: fc.constantFrom(null, "sent"),
  durations: fc.option(durations, { freq: 9 }),
})
const live = fc.array(durations, { maxLength: 3 })

it("finds what sorting all finds, at every place, whatever is sampled", async () => {
  await assertProperty(
    fc.asyncProperty(
      fc.array(cell, { maxLength: 60 }),
      fc.tuple(live, live, live),
      fc.integer({ min: 1, max: 40 }),
      async (cells, [first, second, third], samples) => {
        await write(cells)
        const wanted = [
          { value: null, slot: 1, more: first },
          { value: "stripe", slot: 1, more: second },
          { value: null, slot: 2, more: third },
        ]
        const all = expected(cells, wanted, (n) => Array.from({ length: n }, (_, i) => i + 1))

        const asked = all.map(({ asked }) => asked)
        expect(await find(asked, samples)).toEqual(all.map(({ found }) => found))
        // A percentile asks for two neighbours: most of the slot is then neither cut nor sorted.
        for (const { asked, found } of all) {
          const at = [...new Set([Math.ceil(asked.n * 0.95), Math.min(Math.ceil(asked.n * 0.95) + 1, asked.n)])]
          expect(await find([{ ...asked, at }], samples)).toEqual([
            { i: asked.i, durations: at.map((place) => found.durations[place - 1]) },
          ])
        }
      },
    ),
    { cost: 8 },
  )
})

/** The same numbers from 0 to 1 in every run. */
function pseudoRandom(): () => number {
  let state = 1
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

/** Every day has as many, as on a busy store. */
const busy = (durationOf: () => number) =>
  Array.from({ length: DAYS }, (_, day) => {
    const some = (length: number) => Array.from({ length }, durationOf)
    return [
      { day, value: null, slot: 1, state: "sent", durations: some(300) },
      { day, value: null, slot: 1, state: "dead", durations: some(4) },
    ]
  }).flat()

it.each([
  ["that differ", (random: () => number) => Math.floor(1e6 + random() * 3e5)],
  ["of which half are equal", (random: () => number) => (random() < 0.5 ? 1e6 : Math.floor(random() * 2e6))],
  ["that are all equal", () => 1e6],
])("sorts few of a quarter's durations %s", async (_what, of) => {
  const random = pseudoRandom()
  const durationOf = () => of(random)
  const cells = busy(durationOf)
  await write(cells)
  const more = [Array.from({ length: 200 }, durationOf)]
  const places = (n: number) => [Math.floor(n / 2), Math.floor(n / 2) + 1, Math.floor(n * 0.95), Math.floor(n * 0.99)]
  const [one] = expected(cells, [{ value: null, slot: 1, more }], places)

  expect(await find([one!.asked], samplesOfEach(DAYS))).toEqual([one!.found])
  const [explained] = await database.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${AT_PLACES}`, [
    days,
    JSON.stringify([one!.asked]),
    samplesOfEach(DAYS),
  ])
  const sorted = mostSorted(explained["QUERY PLAN"][0].Plan)
  expect(sorted).toBeGreaterThan(0)
  expect(sorted).toBeLessThan(one!.asked.n / 10)
})

interface Node {
  readonly "Node Type": string
  readonly "Actual Rows": number
  readonly "Actual Loops": number
  readonly Plans?: readonly Node[]
}

/** The most rows that a node of a plan sorts. */
function mostSorted(node: Node): number {
  const here = node["Node Type"].endsWith("Sort") ? node["Actual Rows"] * node["Actual Loops"] : 0
  return Math.max(here, ...(node.Plans ?? []).map(mostSorted))
}
