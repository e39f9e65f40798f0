import { poll } from "../../../../scripts/lib/poll"
import { Turns } from "../../queue/turns"
import type { AttemptedDelivery, DeliveryRepository } from "../../store/delivery-repository"
import { OutcomeRecorder, type RecordedOutcome } from "../outcome-recorder"

const outcome = (id: string) => ({ id }) as AttemptedDelivery

const allWritten = async (all: ReadonlyArray<Promise<RecordedOutcome>>) =>
  (await Promise.all(all)).map(({ isWritten }) => isWritten)

function recorder(write: (destination: string, ids: string[]) => Promise<string[]>, gatherMs?: number) {
  const deliveries = {
    recordOutcomes: async (destination: string, outcomes: AttemptedDelivery[]) => {
      const ids = outcomes.map(({ id }) => id)
      return { ids: await write(destination, ids), hasMore: ids.includes("b") }
    },
  } as unknown as DeliveryRepository
  return new OutcomeRecorder({ deliveries, deliveryTurns: new Turns(2) }, gatherMs)
}

it("writes together what ends while another commit is on its way, each destination by itself", async () => {
  const written: Array<[string, string[]]> = []
  let free: () => void = () => {}
  const first = new Promise<void>((resolve) => (free = resolve))
  const outcomes = recorder(async (destination, ids) => {
    written.push([destination, ids])
    if (written.length === 1) await first
    return ids
  })
  const all = [outcomes.record("erp", outcome("a")), outcomes.record("erp", outcome("b"))]
  await poll("the first commit", async () => written.length === 1, { everyMs: 1 })
  all.push(...["c", "d"].map((id) => outcomes.record("erp", outcome(id))), outcomes.record("crm", outcome("e")))
  await poll("the commit of the other destination", async () => written.length === 2, { everyMs: 1 })
  free()

  expect(await allWritten(all)).toEqual([true, true, true, true, true])
  expect(written).toEqual([
    ["erp", ["a", "b"]],
    ["crm", ["e"]],
    ["erp", ["c", "d"]],
  ])
})

describe("failures", () => {
  const failure = (id: string, changes: Partial<AttemptedDelivery> = {}): AttemptedDelivery => ({
    ...outcome(id),
    isFailure: true,
    isGone: false,
    isProbe: false,
    ...changes,
  })

  function world(gatherMs: number) {
    const written: string[][] = []
    const write = async (_destination: string, ids: string[]) => {
      written.push(ids)
      return ids
    }
    return { written, outcomes: recorder(write, gatherMs) }
  }

  it.each<[string, AttemptedDelivery]>([
    ["a success", outcome("c")],
    ["the probe of a breaker", failure("c", { isProbe: true })],
    ["a receiver that is gone", failure("c", { isGone: true })],
  ])("gather for one commit, until %s ends as well", async (_what, last) => {
    const { written, outcomes } = world(3_600_000)
    const first = [outcomes.record("erp", failure("a"))]
    await new Promise(setImmediate)
    first.push(outcomes.record("erp", failure("b")))
    await new Promise(setImmediate)
    expect(written).toEqual([])
    first.push(outcomes.record("erp", last))
    expect(await allWritten(first)).toEqual([true, true, true])
    expect(written).toEqual([["a", "b", "c"]])
  })

  it("are written in a moment where nothing else ends", async () => {
    const { written, outcomes } = world(1)
    expect(await allWritten([outcomes.record("erp", failure("a"))])).toEqual([true])
    expect(written).toEqual([["a"]])
  })
})

it("says whose lease was lost", async () => {
  const outcomes = recorder(async () => ["a"])
  expect(await allWritten(["a", "b"].map((id) => outcomes.record("erp", outcome(id))))).toEqual([true, false])
})

it("fails those that it could not write, and writes the next", async () => {
  let fails = true
  const outcomes = recorder(async (_destination, ids) => {
    if (fails) throw new Error("no connection")
    return ids
  })
  await expect(outcomes.record("erp", outcome("a"))).rejects.toThrow("no connection")
  fails = false
  expect(await allWritten([outcomes.record("erp", outcome("a"))])).toEqual([true])
})

it("says to all of a commit whether something else is due", async () => {
  const outcomes = recorder(async (_destination, ids) => ids)
  const all = await Promise.all(["a", "b"].map((id) => outcomes.record("erp", outcome(id))))
  expect(all.map(({ hasMore }) => hasMore)).toEqual([true, true])
  expect((await outcomes.record("erp", outcome("c"))).hasMore).toBe(false)
})
