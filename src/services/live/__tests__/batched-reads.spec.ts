import { BatchedReads } from "../batched-reads"
import type { LiveState, Reader, Watch } from "../live-state"
import { stateOf, status } from "./given"

type States = ReadonlyArray<LiveState | null | Error>

/** A reader whose reads end when the test says. */
function heldReader(most: number) {
  const reads: Array<{ ids: string[]; end: (states?: States) => Promise<void>; fail: (error: Error) => Promise<void> }> = []
  const reader: Reader = {
    most,
    read: (watches) =>
      new Promise((resolve, reject) => {
        const ids = watches.map(({ id }) => id)
        reads.push({
          ids,
          end: async (states = ids.map(state)) => {
            resolve(states)
            await turn()
          },
          fail: async (error) => {
            reject(error)
            await turn()
          },
        })
      }),
  }
  const watch = (id: string): Watch => ({ kind: "cart", id, key: `cart:${id}`, reader })
  return { reads, watch }
}

const state = (id: string): LiveState => stateOf(status(id, 1))
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

it("gathers what is asked for while two batches are read, and gives each its own state", async () => {
  const all = new BatchedReads()
  const { reads, watch } = heldReader(3)
  const asked = ["1", "2", "3", "4", "5", "6"].map((id) => all.read(watch(id)))
  expect(reads.map(({ ids }) => ids)).toEqual([["1"], ["2"]])
  await reads[0]!.end()
  expect(reads[2]!.ids).toEqual(["3", "4", "5"])
  await reads[1]!.end([null])
  expect(reads[3]!.ids).toEqual(["6"])
  await reads[3]!.end()
  await reads[2]!.end()

  expect(await Promise.all(asked)).toEqual(["1", null, "3", "4", "5", "6"].map((id) => id && state(id)))
  expect(reads).toHaveLength(4)
})

it("reads once for all who ask before the read begins, and again for who asks later", async () => {
  const all = new BatchedReads()
  const { reads, watch } = heldReader(3)
  const begun: string[] = []
  const ask = (name: string) => all.read(watch("1"), () => begun.push(name))
  void all.read(watch("a"))
  void all.read(watch("b"))
  const together = [ask("one"), ask("two")]
  expect(begun).toEqual([])
  await reads[0]!.end()
  expect(begun).toEqual(["one", "two"])
  const later = ask("later")
  await reads[1]!.end()

  expect(reads.map(({ ids }) => ids)).toEqual([["a"], ["b"], ["1"], ["1"]])
  await reads[2]!.end([null])
  await reads[3]!.end()
  expect(await Promise.all(together)).toEqual([null, null])
  expect(await later).toEqual(state("1"))
})

it("puts nothing together that is read differently, and lets no kind wait for the others to run out", async () => {
  const all = new BatchedReads()
  const [carts, orders] = [heldReader(2), heldReader(2)]
  for (const id of ["1", "2", "3", "4", "5"]) void all.read(carts.watch(id))
  void all.read({ ...orders.watch("1"), key: "order:1" })
  for (const id of ["6", "7"]) void all.read(carts.watch(id))
  for (let i = 0; i < 4; i++) await carts.reads[i]!.end()

  expect(carts.reads.map(({ ids }) => ids)).toEqual([["1"], ["2"], ["3", "4"], ["5", "6"], ["7"]])
  expect(orders.reads.map(({ ids }) => ids)).toEqual([["1"]])
  await Promise.all([...carts.reads, ...orders.reads].map(({ end }) => end()))
})

it("fails the one that could not be read alone, and all of a read that failed", async () => {
  const all = new BatchedReads()
  const { reads, watch } = heldReader(3)
  const outcome = (id: string) => all.read(watch(id)).then(String, (error: Error) => error.message)
  const asked = Promise.all(["a", "b", "1", "2", "3"].map(outcome))
  await reads[0]!.end()
  await reads[1]!.fail(new Error("no database"))
  await reads[2]!.end([null, new Error("no such currency")])

  expect(await asked).toEqual(["[object Object]", "no database", "null", "no such currency", "a status was not read"])
})

it("gives up a read that hangs, so that others go on", async () => {
  jest.useFakeTimers({ doNotFake: ["setImmediate"] })
  try {
    const all = new BatchedReads()
    const { reads, watch } = heldReader(3)
    const hanging = [all.read(watch("a")), all.read(watch("b"))].map((read) => expect(read).rejects.toThrow("10 seconds"))
    const third = all.read(watch("1"))
    jest.advanceTimersByTime(10_000)
    await Promise.all(hanging)
    await turn()
    await reads[2]!.end()

    expect(await third).toEqual(state("1"))
  } finally {
    jest.useRealTimers()
  }
})
