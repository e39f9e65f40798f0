import { workOff } from "../work-off"

interface Job {
  readonly id: number
}

/** A table of due jobs, and the work done on them. */
function tableOf(count: number, batch: number) {
  const due: Job[] = Array.from({ length: count }, (_, id) => ({ id }))
  const worked: number[] = []
  const released: number[] = []
  const claim = () => Promise.resolve(due.splice(0, batch))
  const release = (jobs: readonly Job[]) => Promise.resolve(void released.push(...jobs.map(({ id }) => id)))
  return { due, worked, released, claim, release }
}

it("works on batch after batch until nothing is due, no more at once than it may", async () => {
  const { worked, released, claim, release } = tableOf(25, 10)
  let running = 0
  let most = 0
  const work = async ({ id }: Job) => {
    most = Math.max(most, ++running)
    await new Promise(setImmediate)
    worked.push(id)
    running--
    return true
  }
  await workOff({ atOnce: 4, claim, work, release })

  expect(worked.sort((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, id) => id))
  expect([most, released]).toEqual([4, []])
})

it("releases whatever was claimed and not worked on when the time is over, and claims no more", async () => {
  const { due, worked, released, claim, release } = tableOf(25, 10)
  const work = async ({ id }: Job) => {
    await new Promise(setImmediate)
    if (id >= 5) return false
    worked.push(id)
    return true
  }
  await workOff({ atOnce: 4, claim, work, release })

  expect([...worked, ...released].sort((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, id) => id))
  expect(worked).toEqual([0, 1, 2, 3, 4])
  expect(due).toHaveLength(15)
})

it("waits for the work under way before it releases the others and throws a job's error", async () => {
  const { worked, released, claim, release } = tableOf(6, 6)
  const work = async ({ id }: Job) => {
    if (id === 0) throw new Error("lost the database")
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate)
    expect(released).toEqual([])
    worked.push(id)
    return true
  }
  await expect(workOff({ atOnce: 2, claim, work, release })).rejects.toThrow("lost the database")

  expect(worked).toEqual([1])
  expect(released).toEqual([2, 3, 4, 5])
})
