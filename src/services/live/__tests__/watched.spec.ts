import type { WatchedTotal } from "../../store/live-repository"
import { ANYWHERE } from "../hint"
import type { LiveState, Watch } from "../live-state"
import { Customers } from "../customers"
import type { SubjectParts } from "../subject"
import { Watched } from "../watched"
import { stateOf, status, streamOf } from "./given"

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A watch whose reads end when the test says. */
function held(kind: Watch["kind"], id: string, given: Partial<Watch> = {}) {
  const reads: Array<(state: LiveState | null) => void> = []
  const fail: Array<(error: Error) => void> = []
  const watch: Watch = {
    kind,
    id,
    key: `${kind}:${id}`,
    reader: {
      most: 1,
      read: () =>
        new Promise((resolve, reject) => {
          reads.push((state) => resolve([state]))
          fail.push(reject)
        }),
    },
    ...given,
  }
  return { watch, reads, fail }
}

function world() {
  const asked: WatchedTotal[][] = []
  const faults: unknown[] = []
  let changed: WatchedTotal[] = []
  const rows = {
    changed: async (watched: readonly WatchedTotal[]) => {
      asked.push([...watched])
      return changed
    },
  }
  /** Each alone and at once; batches have a spec of their own. */
  const reads: SubjectParts["reads"] = {
    read: async (watch, onBegin) => {
      onBegin?.()
      const [state] = await watch.reader.read([watch])
      if (state instanceof Error) throw state
      return state ?? null
    },
  }
  const parts = { reads, onFault: (error: unknown) => void faults.push(error) }
  const watched = new Watched(rows, parts)
  return { watched, asked, faults, change: (some: WatchedTotal[]) => (changed = some) }
}

const hint = (cart_id: string | null, order_id: string | null = null) => ({ ...ANYWHERE, cart_id, order_id })

it("reads once for all who wait, and once more for a change that came while it read", async () => {
  const { watched } = world()
  const { watch, reads } = held("cart", "1")
  const subject = watched.hold(watch)
  expect(watched.hold(watch)).toBe(subject)
  const first = subject.look()
  const { stream, ids } = streamOf()
  subject.streams.add(stream)
  stream.open(stateOf(status("prec_1", 1)), "prec_1:1")
  for (let i = 0; i < 5; i++) watched.wake(hint("1"))
  const later = [subject.look(), subject.look()]
  expect(reads).toHaveLength(1)
  reads[0]!(stateOf(status("prec_1", 2)))
  expect((await first)!.total).toBe(2)
  await turn()
  // Who asked while it read may have changed what was read.
  expect(reads).toHaveLength(2)
  reads[1]!(stateOf(status("prec_1", 3)))
  expect((await Promise.all(later)).map((state) => state!.total)).toEqual([3, 3])
  await turn()
  expect([reads.length, ids()]).toEqual([2, ["prec_1:2", "prec_1:3"]])
})

it("wakes what a hint or the look names, and nothing else", async () => {
  const { watched, asked, change } = world()
  const [cart, other, mine, theirs] = [
    held("cart", "1"),
    held("cart", "2"),
    held("order", "1", { key: "order:1:cus_1" }),
    held("order", "1", { key: "order:1:cus_2" }),
  ]
  const all = [cart, other, mine, theirs]
  const subjects = all.map(({ watch }) => watched.hold(watch))
  await watched.look()
  expect(asked).toEqual([])
  for (const [i, { reads }] of all.entries()) {
    void subjects[i]!.look()
    reads[0]!(stateOf(status(`prec_${i}`, 1)))
  }
  await turn()
  change([{ kind: "cart", id: "1", total: 2 }])
  await watched.look()
  // One customer's read of an order tells of the order for all of them.
  expect(asked).toEqual([
    [
      { kind: "cart", id: "1", total: 1 },
      { kind: "cart", id: "2", total: 1 },
      { kind: "order", id: "1", total: 1 },
    ],
  ])
  expect(all.map(({ reads }) => reads.length)).toEqual([2, 1, 1, 1])
  watched.wake(hint(null, "1"))
  expect(all.map(({ reads }) => reads.length)).toEqual([2, 1, 2, 2])
})

it("forgets what nobody holds any more", async () => {
  const { watched, asked } = world()
  const { watch, reads } = held("cart", "1")
  const subject = watched.hold(watch)
  watched.hold(watch)
  void subject.look()
  reads[0]!(stateOf(status("prec_1", 1)))
  await turn()
  watched.release(subject)
  await watched.look()
  watched.release(subject)
  await watched.look()
  watched.wake(hint("1"))

  expect([asked.length, reads.length]).toEqual([1, 1])
})

it("reads again where a read has failed, and ends the streams of what is there no longer", async () => {
  const { watched, faults } = world()
  const { watch, reads, fail } = held("cart", "1")
  const subject = watched.hold(watch)
  const { stream, end } = streamOf()
  subject.streams.add(stream)
  const asking = subject.look()
  fail[0]!(new Error("no database"))
  await expect(asking).rejects.toThrow("no database")
  subject.retry()
  fail[1]!(new Error("still none"))
  await turn()
  expect(faults).toEqual([new Error("still none")])
  subject.retry()
  reads[2]!(stateOf(status("prec_1", 1)))
  await turn()
  subject.retry()
  expect(reads).toHaveLength(3)

  stream.open(stateOf(status("prec_1", 1)), undefined)
  subject.wake()
  reads[3]!(null)
  await turn()
  expect(end()).toBe('{"reason":"expired"}')
})

it("asks whose a change is, many at once, and wakes that customer alone", async () => {
  const { watched } = world()
  const asked: unknown[] = []
  const ownersOf = async (carts: readonly string[], orders: readonly string[]) => {
    asked.push([carts, orders])
    return ["cus_1"]
  }
  const [mine, theirs] = [held("customer", "cus_1", { ownersOf }), held("customer", "cus_2", { ownersOf })]
  let recent = [{ id: "prec_1", version: 1, cart_id: "cart_1", order_id: null as string | null }]
  const customers = new Customers({
    rows: { recent: async () => recent },
    subjects: watched.customers,
    onFault: (error) => {
      throw error
    },
  })
  await customers.look()
  expect(asked).toEqual([])
  watched.hold(mine.watch)
  const other = watched.hold(theirs.watch)
  await customers.look()
  await turn()
  await customers.look()
  await turn()
  expect(asked).toEqual([[["cart_1"], []]])
  recent = [{ id: "prec_1", version: 2, cart_id: "cart_1", order_id: "order_1" }, ...recent]
  recent.pop()
  await customers.look()
  customers.wake({ cart_id: "cart_2", order_id: null })
  customers.wake({ cart_id: "cart_3", order_id: "order_3" })
  customers.wake({ cart_id: "cart_3", order_id: "order_4" })
  await turn()
  expect(asked.slice(1)).toEqual([
    [["cart_1"], ["order_1"]],
    [["cart_2"], []],
    [["cart_3"], ["order_3", "order_4"]],
  ])
  expect([mine.reads.length, theirs.reads.length]).toEqual([1, 0])
  watched.release(other)
})
