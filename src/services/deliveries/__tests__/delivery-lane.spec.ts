import { DeliveryLane } from "../delivery-lane"

const later = () => new Promise((resolve) => setImmediate(resolve))
const settle = async () => {
  for (let i = 0; i < 20; i++) await later()
}

function lane(jobs: number[], places = { atOnce: 3, ahead: 0 }) {
  let isStopped = false
  const claims: number[] = []
  const more = { is: true }
  const running = new Map<number, () => void>()
  const leaving = new Map<number, () => void>()
  const faults: unknown[] = []
  const fill = new DeliveryLane<number>({
    isStopped: () => isStopped,
    track: (work, ended) => void work.finally(() => ended?.()),
  })
  const work = {
    claim: async (free: number) => {
      claims.push(free)
      return jobs.splice(0, free)
    },
    work: (job: number, left: () => void) =>
      new Promise<boolean>((resolve) => {
        running.set(job, () => resolve(more.is))
        leaving.set(job, left)
      }),
    again: (): Promise<void> => fill.fill(places, work),
    onFault: (error: unknown) => void faults.push(error),
  }
  const end = (...ended: number[]) => ended.forEach((job) => running.get(job)?.())
  const leave = (...left: number[]) => left.forEach((job) => leaving.get(job)?.())
  const stop = () => (isStopped = true)
  return {
    fill: () => fill.fill(places, work),
    take: () => fill.takeWaiting(),
    work,
    claims,
    running,
    faults,
    end,
    leave,
    stop,
    more,
  }
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

const AHEAD = { atOnce: 2, ahead: 3 }

it("claims ahead, and calls no more at once for it", async () => {
  const { fill, claims, running } = lane([1, 2, 3, 4, 5, 6], AHEAD)
  await fill()
  expect(claims).toEqual([5])
  expect([...running.keys()]).toEqual([1, 2])
})

it("calls the next one as soon as a place is left, while the outcome of the last one is still to be written", async () => {
  const { fill, running, claims, leave } = lane([1, 2, 3, 4, 5, 6], AHEAD)
  await fill()
  leave(1)
  expect([...running.keys()]).toEqual([1, 2, 3])
  await settle()
  // It is claimed until its outcome is written: whoever cannot write takes no more.
  expect(claims).toEqual([5])
})

it("counts a place once, although it was left before the work ended", async () => {
  const { fill, running, leave, end } = lane([1, 2, 3, 4, 5, 6, 7, 8], AHEAD)
  await fill()
  leave(1)
  leave(1)
  end(1)
  await settle()
  expect([...running.keys()]).toEqual([1, 2, 3])
})

it("does not claim while enough wait for the next round of calls", async () => {
  const { fill, claims, end } = lane([1, 2, 3, 4, 5, 6, 7, 8], AHEAD)
  await fill()
  end(1)
  await settle()
  expect(claims).toEqual([5])
  end(2)
  await settle()
  expect(claims).toEqual([5, 2])
})

it("gives back what waits for a place, and has room for as many", async () => {
  const { fill, take, claims, running, end } = lane([1, 2, 3, 4, 5, 6, 7, 8, 9], AHEAD)
  await fill()
  expect(take()).toEqual([3, 4, 5])
  end(1)
  await settle()
  expect(claims).toEqual([5, 4])
  expect([...running.keys()]).toEqual([1, 2, 6])
})

it("starts nothing that waits once it is stopped", async () => {
  const { fill, take, running, stop, leave } = lane([1, 2, 3], AHEAD)
  await fill()
  stop()
  leave(1, 2)
  expect([...running.keys()]).toEqual([1, 2])
  expect(take()).toEqual([3])
})

it("does not claim again after work that found nothing else due, until it is filled anew", async () => {
  const { fill, claims, end, more } = lane([1])
  more.is = false
  await fill()
  end(1)
  await settle()
  expect(claims).toEqual([3])
  await fill()
  expect(claims).toEqual([3, 3])
})
