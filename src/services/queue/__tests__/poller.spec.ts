import { InFlight } from "../in-flight"
import { Poller } from "../poller"

const pollers: Poller<any>[] = []

beforeEach(() => {
  // Fakes the poller's clock; promises take their course.
  jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] })
})

afterEach(() => {
  for (const poller of pollers.splice(0)) void poller.stop()
  jest.useRealTimers()
})

/** Lets everything happen that needs no clock. */
const finish = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
}

const pending = () => {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}

function pollerOf(look: () => Promise<void>, { countedBy, burstMs }: { countedBy?: InFlight; burstMs?: number } = {}) {
  const inFlight = new InFlight()
  const faults: unknown[] = []
  const work = { onFault: (error: unknown) => void faults.push(error) }
  const after = { inFlight, patienceMs: 1_000, ...(burstMs !== undefined && { burstMs }) }
  const poller = new Poller<typeof work>({ look, after, ...(countedBy && { countedBy }) })
  pollers.push(poller)
  return { poller, inFlight, faults, work }
}

it("looks once more for all the wakes that came while it looked, and never twice at once", async () => {
  const looks: Array<ReturnType<typeof pending>> = []
  const { poller, work } = pollerOf(() => {
    looks.push(pending())
    return looks.at(-1)!.promise
  })
  for (let wake = 0; wake < 5; wake++) poller.wake(work)
  await finish()
  expect(looks).toHaveLength(1)
  looks[0]!.resolve()
  await finish()
  expect(looks).toHaveLength(2)
  looks[1]!.resolve()
  await finish()
  expect(looks).toHaveLength(2)
})

it("misses no wake, whenever it comes", async () => {
  // One wake per turn of the event loop: a look must begin after each of them.
  let due = 0
  const { poller, work } = pollerOf(() => {
    due = 0
    return Promise.resolve()
  })
  for (let turn = 0; turn < 50; turn++) {
    for (let step = 0; step < turn; step++) await Promise.resolve()
    due++
    poller.wake(work)
  }
  await finish()
  expect(due).toBe(0)
})

it("does not look by itself until it runs, and continues after a look that failed", async () => {
  const look = jest.fn(() => Promise.resolve()).mockRejectedValueOnce(new Error("lost the database"))
  const { poller, faults, work } = pollerOf(look)
  poller.wake(work)
  await finish()
  await jest.advanceTimersByTimeAsync(10_000)
  expect(look).toHaveBeenCalledTimes(1)
  expect(faults).toEqual([new Error("lost the database")])

  poller.run(work)
  poller.run(work)
  await finish()
  look.mockClear()
  await jest.advanceTimersByTimeAsync(3_000)
  expect(look).toHaveBeenCalledTimes(3)
})

it("lets more urgent work go first, but not for ever", async () => {
  const look = jest.fn(() => Promise.resolve())
  const { poller, inFlight, work } = pollerOf(look)
  inFlight.enter()
  poller.wake(work)
  await finish()
  expect(look).not.toHaveBeenCalled()
  inFlight.leave()
  await finish()
  expect(look).toHaveBeenCalledTimes(1)

  inFlight.enter()
  poller.wake(work)
  await jest.advanceTimersByTimeAsync(999)
  expect(look).toHaveBeenCalledTimes(1)
  await jest.advanceTimersByTimeAsync(1)
  expect(look).toHaveBeenCalledTimes(2)
})

it("waits longer for urgent work that has just begun, once until there is none", async () => {
  const look = jest.fn(() => Promise.resolve())
  const { poller, inFlight, work } = pollerOf(look, { burstMs: 5_000 })
  const looksAfter = async (ms: number) => {
    look.mockClear()
    poller.wake(work)
    await jest.advanceTimersByTimeAsync(ms - 1)
    expect(look).not.toHaveBeenCalled()
    await jest.advanceTimersByTimeAsync(1)
    expect(look).toHaveBeenCalledTimes(1)
  }
  inFlight.enter()
  await looksAfter(5_000)
  await looksAfter(1_000)
  await looksAfter(1_000)

  inFlight.leave()
  poller.wake(work)
  await finish()
  inFlight.enter()
  await looksAfter(5_000)
})

it("counts as under way from the wake on, for those who let it go first", async () => {
  const countedBy = new InFlight()
  const { poller, inFlight, work } = pollerOf(() => Promise.resolve(), { countedBy })
  inFlight.enter()
  poller.wake(work)
  let isQuiet = false
  void countedBy.quiet(60_000).then(() => (isQuiet = true))
  await finish()
  expect(isQuiet).toBe(false)
  inFlight.leave()
  await finish()
  expect(isQuiet).toBe(true)
})

it("looks no more once it is stopped, and waits for a claim under way and for the work that it brings", async () => {
  const [claim, job] = [pending(), pending()]
  const { poller, work } = pollerOf(async () => {
    await claim.promise
    poller.track(job.promise)
  })
  poller.wake(work)
  await finish()
  let isStopped = false
  void poller.stop().then(() => (isStopped = true))
  claim.resolve()
  await finish()
  expect(isStopped).toBe(false)
  job.resolve()
  await finish()
  expect(isStopped).toBe(true)
})

it("stops although more urgent work goes on, and without a look", async () => {
  const look = jest.fn(() => Promise.resolve())
  const { poller, inFlight, work } = pollerOf(look)
  inFlight.enter()
  poller.wake(work)
  const stopped = poller.stop()
  await jest.advanceTimersByTimeAsync(1_000)
  await stopped
  poller.run(work)
  await jest.advanceTimersByTimeAsync(5_000)
  expect(look).not.toHaveBeenCalled()
})
