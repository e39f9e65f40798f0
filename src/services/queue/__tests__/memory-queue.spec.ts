import { Gauge } from "../gauge"
import { MemoryQueue } from "../memory-queue"

beforeEach(() => {
  // The queue's patience; promises take their course.
  jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] })
})

afterEach(() => jest.useRealTimers())

const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
}

/** A queue whose pieces of work end when they are told to. */
function queueOf(atOnce: number) {
  const gauge = new Gauge()
  const queue = new MemoryQueue({ atOnce, after: { gauge, patienceMs: 1_000 } })
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const add = (name: string) =>
    queue.add(() => {
      begun.push(name)
      return new Promise((resolve) => ends.set(name, resolve))
    })
  const end = async (name: string) => {
    ends.get(name)?.()
    await settle()
  }
  return { queue, gauge, begun, add, end }
}

it("begins in order, so many at once, and the next as soon as any has ended", async () => {
  const { begun, add, end } = queueOf(2)
  for (const name of ["a", "b", "c", "d"]) add(name)
  await settle()
  expect(begun).toEqual(["a", "b"])
  await end("b")
  expect(begun).toEqual(["a", "b", "c"])
  await end("c")
  expect(begun).toEqual(["a", "b", "c", "d"])
})

it("lets more urgent work go first, but not for ever", async () => {
  const { gauge, begun, add } = queueOf(2)
  gauge.enter()
  add("a")
  await jest.advanceTimersByTimeAsync(999)
  expect(begun).toEqual([])
  await jest.advanceTimersByTimeAsync(1)
  expect(begun).toEqual(["a"])
})

it("begins nothing once it is stopped, and waits for what is under way", async () => {
  const { queue, gauge, begun, add, end } = queueOf(2)
  add("under way")
  await settle()
  gauge.enter()
  add("patient")
  add("waiting")
  let isStopped = false
  void queue.stop().then(() => (isStopped = true))
  gauge.leave()
  await settle()
  add("late")
  expect([isStopped, begun]).toEqual([false, ["under way"]])
  await end("under way")
  expect([isStopped, begun]).toEqual([true, ["under way"]])
})
