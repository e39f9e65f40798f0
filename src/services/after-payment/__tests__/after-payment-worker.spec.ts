import { InFlight } from "../../queue/in-flight"
import type { PaymentTransition } from "../../store/entities"
import type { AfterPaymentRepository } from "../../store/after-payment-repository"
import { AfterPaymentWorker } from "../after-payment-worker"

const finish = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
}

/** A table of due transitions, and a store's hooks that end when the test ends them. */
function worldOf(count: number) {
  const due = Array.from({ length: count }, (_, index) => `ptrn_${index}`)
  const afterPayments: Pick<AfterPaymentRepository, "claim"> = {
    claim: () => {
      const id = due.shift()
      return Promise.resolve(id ? ({ id } as PaymentTransition) : undefined)
    },
  }
  const worker = new AfterPaymentWorker({
    afterPayments: afterPayments as AfterPaymentRepository,
    processingInFlight: new InFlight(),
  })
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const faults: unknown[] = []
  const wake = () =>
    worker.wake({
      runAfterPayment: ({ id }) => {
        begun.push(id)
        return new Promise((resolve) => ends.set(id, resolve))
      },
      onFault: (error) => faults.push(error),
    })
  const end = async (id: string) => {
    ends.get(id)?.()
    await finish()
  }
  return { due, afterPayments, worker, begun, faults, wake, end }
}

it("runs three transitions at once, the one that has waited longest first, and the next as soon as one is done", async () => {
  const { begun, wake, end } = worldOf(5)
  for (let hint = 0; hint < 5; hint++) wake()
  await finish()
  expect(begun).toEqual(["ptrn_0", "ptrn_1", "ptrn_2"])
  await end("ptrn_1")
  expect(begun).toEqual(["ptrn_0", "ptrn_1", "ptrn_2", "ptrn_3"])
})

it("finds a transition that became due while it looked", async () => {
  const { due, afterPayments, begun, wake } = worldOf(0)
  jest.spyOn(afterPayments, "claim").mockImplementationOnce(() => {
    due.push("ptrn_late")
    wake()
    return Promise.resolve(undefined)
  })
  wake()
  await finish()
  expect(begun).toEqual(["ptrn_late"])
})

it("reports a claim that fails, and works again when it is woken again", async () => {
  const { afterPayments, begun, faults, wake } = worldOf(1)
  jest.spyOn(afterPayments, "claim").mockRejectedValueOnce(new Error("lost the database"))
  wake()
  await finish()
  expect([faults, begun]).toEqual([[new Error("lost the database")], []])
  wake()
  await finish()
  expect(begun).toEqual(["ptrn_0"])
})

it("claims nothing more once it is stopped, and waits for the hooks under way", async () => {
  const { worker, due, begun, wake, end } = worldOf(4)
  wake()
  await finish()
  let isStopped = false
  void worker.stop().then(() => (isStopped = true))
  for (const id of ["ptrn_0", "ptrn_1"]) await end(id)
  expect(isStopped).toBe(false)
  await end("ptrn_2")
  wake()
  await finish()
  expect([isStopped, begun.length, due]).toEqual([true, 3, ["ptrn_3"]])
})
