import { Gauge } from "../../queue/gauge"
import type { PaymentTransition } from "../../store/entities"
import type { FollowUpRepository } from "../../store/follow-up-repository"
import { FollowUpWorker } from "../follow-up-worker"

const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
}

/** A table of due moves, and the hooks of a store that end when they are told to. */
function worldOf(count: number) {
  const due = Array.from({ length: count }, (_, index) => `ptrn_${index}`)
  const followUps: Pick<FollowUpRepository, "claim"> = {
    claim: () => {
      const id = due.shift()
      return Promise.resolve(id ? ({ id } as PaymentTransition) : undefined)
    },
  }
  const worker = new FollowUpWorker({ followUps: followUps as FollowUpRepository, processingGauge: new Gauge() })
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const faults: unknown[] = []
  const wake = () =>
    worker.wake({
      followUp: ({ id }) => {
        begun.push(id)
        return new Promise((resolve) => ends.set(id, resolve))
      },
      onFault: (error) => faults.push(error),
    })
  const end = async (id: string) => {
    ends.get(id)?.()
    await settle()
  }
  return { due, followUps, worker, begun, faults, wake, end }
}

it("follows up three moves at once, the one that has waited longest first, and the next as soon as one is done", async () => {
  const { begun, wake, end } = worldOf(5)
  for (let hint = 0; hint < 5; hint++) wake()
  await settle()
  expect(begun).toEqual(["ptrn_0", "ptrn_1", "ptrn_2"])
  await end("ptrn_1")
  expect(begun).toEqual(["ptrn_0", "ptrn_1", "ptrn_2", "ptrn_3"])
})

it("finds a move that became due behind its look", async () => {
  const { due, followUps, begun, wake } = worldOf(0)
  jest.spyOn(followUps, "claim").mockImplementationOnce(() => {
    due.push("ptrn_late")
    wake()
    return Promise.resolve(undefined)
  })
  wake()
  await settle()
  expect(begun).toEqual(["ptrn_late"])
})

it("tells of a claim that fails, and works again when it is woken again", async () => {
  const { followUps, begun, faults, wake } = worldOf(1)
  jest.spyOn(followUps, "claim").mockRejectedValueOnce(new Error("lost the database"))
  wake()
  await settle()
  expect([faults, begun]).toEqual([[new Error("lost the database")], []])
  wake()
  await settle()
  expect(begun).toEqual(["ptrn_0"])
})

it("claims nothing more once it is stopped, and waits for the hooks under way", async () => {
  const { worker, due, begun, wake, end } = worldOf(4)
  wake()
  await settle()
  let isStopped = false
  void worker.stop().then(() => (isStopped = true))
  for (const id of ["ptrn_0", "ptrn_1"]) await end(id)
  expect(isStopped).toBe(false)
  await end("ptrn_2")
  wake()
  await settle()
  expect([isStopped, begun.length, due]).toEqual([true, 3, ["ptrn_3"]])
})
