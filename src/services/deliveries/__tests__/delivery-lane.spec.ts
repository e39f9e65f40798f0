import { DeliveryLane } from "../delivery-lane"

const later = () => new Promise((resolve) => setImmediate(resolve))
const settle = async () => {
  for (let i = 0; i < 20; i++) await later()
}

function lane(jobs: number[]) {
  let isStopped = false
  const claims: number[] = []
  const running = new Map<number, () => void>()
  const tracked: Promise<void>[] = []
  const faults: unknown[] = []
  const fill = new DeliveryLane({
    isStopped: () => isStopped,
    track: (work, ended) => void tracked.push(work.finally(() => ended?.())),
  })
  const work = {
    claim: async (free: number) => {
      claims.push(free)
      return jobs.splice(0, free)
    },
    work: (job: number) => new Promise<void>((resolve) => running.set(job, resolve)),
    again: (): Promise<void> => fill.fill(3, work),
    onFault: (error: unknown) => void faults.push(error),
  }
  const end = (...ended: number[]) => ended.forEach((job) => running.get(job)?.())
  return { fill: () => fill.fill(3, work), work, claims, running, faults, end, stop: () => (isStopped = true), tracked }
}

it("claims as many as places are free, and again for those that become free together", async () => {
  const { fill, claims, running, end } = lane([1, 2, 3, 4, 5, 6])
  await fill()
  expect([...running.keys()]).toEqual([1, 2, 3])
  end(1, 2)
  await settle()
  expect([...running.keys()]).toEqual([1, 2, 3, 4, 5])
  // One claim for both, since they ended together.
  expect(claims).toEqual([3, 2])
})

it("does not claim while all places are taken, and not once it is stopped", async () => {
  const { fill, claims, end, stop } = lane([1, 2, 3, 4])
  await fill()
  await fill()
  expect(claims).toEqual([3])
  stop()
  end(1)
  await settle()
  expect(claims).toEqual([3])
})

it("claims once more if it is woken while it claims", async () => {
  const jobs = [1]
  const { fill, work, claims, running } = lane(jobs)
  const { claim } = work
  work.claim = async (free) => {
    const claimed = await claim(free)
    // A delivery planned behind the claim's back is found by the wake-up that follows.
    if (claims.length === 1) jobs.push(2)
    if (claims.length === 1) void fill()
    return claimed
  }
  await fill()
  expect([...running.keys()]).toEqual([1, 2])
})

it("goes on with what the destination is by then, not with what it was when the work began", async () => {
  const { fill, work, running, end } = lane([1, 2, 3, 4])
  const seen: number[] = []
  work.again = async () => void seen.push(running.size)
  await fill()
  end(1, 2)
  await settle()
  expect(seen).toEqual([3, 3])
  expect([...running.keys()]).toEqual([1, 2, 3])
})

it("reports a claim that fails, and claims again when it is woken", async () => {
  const { fill, work, faults, running } = lane([1])
  const { claim } = work
  work.claim = () => Promise.reject(new Error("no connection"))
  await fill()
  expect(faults).toEqual([new Error("no connection")])
  work.claim = claim
  await fill()
  expect([...running.keys()]).toEqual([1])
})

it("keeps its place while work fails no longer than that", async () => {
  const { fill, work, faults, claims } = lane([1, 2, 3, 4])
  work.work = () => Promise.reject(new Error("cannot write"))
  await fill()
  await settle()
  expect(faults).toHaveLength(4)
  expect(claims.at(-1)).toBe(3)
})
