import fc from "fast-check"
import { assertProperty } from "../../src/__tests__/assert-property"
import type { ClaimedDelivery } from "../../src/services/store/delivery-repository"
import { allDue, capture, destination, emptyDeliveries, outcome } from "./support/deliveries"
import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instances: Instance[]

beforeAll(async () => {
  database = await openPluginDatabase()
  instances = [await database.instance(), await database.instance()]
})

afterAll(() => database?.close())
beforeEach(() => emptyDeliveries(database))

/** One step of two processes that deliver: each claims, and ends what it has, in any order. */
const step = fc.oneof(
  fc.record({ do: fc.constant("claim" as const), process: fc.nat(1), limit: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant("end" as const), nth: fc.nat(3), how: fc.constantFrom("delivered", "failed", "dead") }),
  fc.record({ do: fc.constant("release" as const), nth: fc.nat(3) }),
  fc.record({ do: fc.constant("lapse" as const), nth: fc.nat(3) }),
  fc.constant({ do: "wait" as const }),
)

it("has one delivery of a subject on its way at most, and begins them in their order, whatever happens", () =>
  assertProperty(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      await emptyDeliveries(database)
      await instances[0]!.deliveryDestinations.create(destination())
      for (const subject of ["a", "b"]) await capture(instances[0]!, subject, 3)
      let flying: ClaimedDelivery[] = []
      const begun = new Map<string, number[]>()
      for (const each of steps) {
        if (each.do === "wait") await allDue(database)
        if (each.do === "claim") {
          const rows = await database.query(`SELECT * FROM delivery`)
          const claimed = await instances[each.process]!.deliveries.claim("dest_1", each.limit, 30, `token_${Math.random()}`)
          for (const one of claimed) check(one, rows)
          for (const { subject, sequence, attempts } of claimed) {
            if (attempts === 1) begun.set(subject, [...(begun.get(subject) ?? []), sequence])
          }
          flying = [...flying.filter(({ id }) => !claimed.some((one) => one.id === id)), ...claimed]
          expect(new Set(flying.map(({ subject }) => subject)).size).toBe(flying.length)
        }
        if (each.do === "end" || each.do === "release") {
          const [one] = flying.splice(each.nth, 1)
          if (!one) continue
          const { deliveries } = instances[0]!
          if (each.do === "release") {
            await deliveries.release([one.id], one.lease_token!)
            // It was not begun after all.
            if (one.attempts === 1) begun.get(one.subject)?.pop()
          } else await deliveries.recordOutcomes("dest_1", [outcome(one, each.how as "failed", { isFailure: false })])
        }
        if (each.do === "lapse") {
          const one = flying[each.nth]
          if (one)
            await database.query(`UPDATE delivery SET next_attempt_at = now(), leased_until = now() WHERE id = $1`, [one.id])
        }
      }
      for (const sequences of begun.values()) expect(sequences).toEqual([...sequences].sort())
    }),
    { cost: 10 },
  ))

/** Nothing of its subject goes before a delivery that is claimed. */
function check(claimed: ClaimedDelivery, before: any[]): void {
  const others = before.filter(({ id, subject }) => id !== claimed.id && subject === claimed.subject)
  const open = others.filter(({ state }) => ["pending", "sending", "failed"].includes(state))
  expect(open.filter(({ state }) => state === "sending")).toEqual([])
  if (claimed.reclaimed) return
  expect(open.filter(({ sequence, attempts }) => sequence < claimed.sequence && attempts < 2)).toEqual([])
}

it("lets no two processes that claim at once have the same delivery, or two of a subject", async () => {
  await instances[0]!.deliveryDestinations.create(destination())
  for (let i = 0; i < 20; i++) await capture(instances[0]!, `s${i}`, 2)

  const claims = await Promise.all(
    Array.from({ length: 16 }, (_, i) => instances[i % 2]!.deliveries.claim("dest_1", 5, 30, `token_${i}`)),
  )
  const claimed = claims.flat()
  expect(claimed.length).toBeGreaterThan(4)
  expect(new Set(claimed.map(({ subject }) => subject)).size).toBe(claimed.length)
  expect(claimed.every(({ sequence }) => sequence === 1)).toBe(true)
})

it("is refused by the database itself where two of one subject would be on their way", async () => {
  await instances[0]!.deliveryDestinations.create(destination())
  await capture(instances[0]!, "a", 2)

  await expect(database.query(`UPDATE delivery SET state = 'sending'`)).rejects.toThrow("delivery_in_flight")
})

it("goes on with the next fact of a subject once the one before was tried twice", async () => {
  const { deliveries, deliveryDestinations } = instances[0]!
  await deliveryDestinations.create(destination())
  await capture(instances[0]!, "a", 3)
  const tries = []
  for (let i = 0; i < 4; i++) {
    const [one] = await deliveries.claim("dest_1", 10, 30, `token_${i}`)
    tries.push(one!.sequence)
    await deliveries.recordOutcomes("dest_1", [outcome(one!, one!.sequence === 1 ? "failed" : "delivered", { isFailure: false })])
    if (i === 0) expect(await deliveries.claim("dest_1", 10, 30, "too_early")).toEqual([])
    if (i === 0) await allDue(database)
  }

  expect(tries).toEqual([1, 1, 2, 3])
})
