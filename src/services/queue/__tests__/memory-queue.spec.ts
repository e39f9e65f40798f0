import { InFlight } from "../in-flight"
import { MemoryQueue } from "../memory-queue"

beforeEach(() => {
  // Fakes the clock of the queue's patience; promises take their course.
  jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] })
})

afterEach(() => jest.useRealTimers())

const finish = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
}

/** A queue whose pieces of work end when the test ends them. */
function queueOf(atOnce: number) {
  const inFlight = new InFlight()
  const queue = new MemoryQueue({ atOnce, after: { inFlight, patienceMs: 1_000 } })
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const add = (name: string) =>
    queue.add(() => {
      begun.push(name)
      return new Promise((resolve) => ends.set(name, resolve))
    })
  const end = async (name: string) => {
    ends.get(name)?.()
    await finish()
  }
  return { queue, inFlight, begun, add, end }
}

it("begins in order, so many at once, and the next as soon as any has ended", async () => {
  const { begun, add, end } = queueOf(2)
  for (const name of ["a", "b", "c", "d"]) add(name)
  await finish()
  expect(begun).toEqual(["a", "b"])
  await end("b")
  expect(begun).toEqual(["a", "b", "c"])
  await end("c")
  expect(begun).toEqual(["a", "b", "c", "d"])
})

it("lets more urgent work go first, but not for ever", async () => {
  const { inFlight, begun, add } = queueOf(2)
  inFlight.enter()
  add("a")
  await jest.advanceTimersByTimeAsync(999)
  expect(begun).toEqual([])
  await jest.advanceTimersByTimeAsync(1)
  expect(begun).toEqual(["a"])
})

it("begins nothing once it is stopped, and waits for the work under way", async () => {
  const { queue, inFlight, begun, add, end } = queueOf(2)
  add("under way")
  await finish()
  inFlight.enter()
  add("patient")
  add("waiting")
  let isStopped = false
  void queue.stop().then(() => (isStopped = true))
  inFlight.leave()
  await finish()
  add("late")
  expect([isStopped, begun]).toEqual([false, ["under way"]])
  await end("under way")
  expect([isStopped, begun]).toEqual([true, ["under way"]])
})
