import { InFlight } from "../../queue/in-flight"
import type { ResolvedOptions } from "../../options"
import type { ClaimedNotification } from "../../store/notification-repository"
import type { NotificationOutbox } from "../notification-outbox"
import { NotificationWorker, type SendMessages } from "../notification-worker"

const workers: NotificationWorker[] = []

beforeEach(() => {
  // Fakes the worker's clock and its measurements; promises take their course.
  jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate"] })
})

afterEach(() => {
  for (const worker of workers.splice(0)) void worker.stop()
  jest.useRealTimers()
})

/** An outbox that hands out the messages waiting on each channel, and writes down how many were asked for at once. */
function worldOf(waiting: Record<string, number>, { concurrency = 1 } = {}) {
  const asked: string[] = []
  const outbox: Pick<NotificationOutbox, "dueChannels" | "claim"> = {
    dueChannels: () => Promise.resolve(Object.keys(waiting).filter((channel) => waiting[channel]! > 0)),
    claim: (channel, limit) => {
      asked.push(`${channel} ${limit}`)
      const count = Math.min(limit, waiting[channel] ?? 0)
      waiting[channel] = (waiting[channel] ?? 0) - count
      return Promise.resolve(Array.from({ length: count }, (_, n) => ({ id: `${channel}-${n}`, channel }) as ClaimedNotification))
    },
  }
  const inFlight = new InFlight()
  const options = { notifications: { concurrency } } as ResolvedOptions
  const worker = new NotificationWorker({
    notificationOutbox: outbox as NotificationOutbox,
    processingInFlight: inFlight,
    options,
  })
  workers.push(worker)
  const faults: unknown[] = []
  const sent: string[] = []
  /** Notes how many went out together. */
  const note: SendMessages = (messages) => {
    sent.push(`${messages[0]!.channel} ${messages.length}`)
    return Promise.resolve(true)
  }
  const onFault = (error: unknown) => void faults.push(error)
  const run = (send: SendMessages) => worker.run({ send, onFault })
  return { worker, outbox, waiting, asked, sent, faults, inFlight, note, run }
}

/** Lets everything happen that needs no clock. */
const finish = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
}

const pending = () => {
  let resolve: (well: boolean) => void = () => undefined
  const promise = new Promise<boolean>((done) => (resolve = done))
  return { promise, resolve }
}

it("sends the messages of one channel while another one hangs", async () => {
  const { waiting, sent, note, run } = worldOf({ sms: 3, email: 40 })
  const hanging = pending()
  run((messages) => (messages[0]!.channel === "sms" ? hanging.promise : note(messages)))
  await finish()

  expect(waiting).toEqual({ sms: 2, email: 0 })
  expect(sent.every((call) => call.startsWith("email "))).toBe(true)
  // The hanging channel gets no more calls than its limit, however often the worker looks.
  await jest.advanceTimersByTimeAsync(5_000)
  expect(waiting.sms).toBe(2)
  hanging.resolve(true)
  await finish()
  expect(waiting.sms).toBe(0)
})

it("has as many calls under way on a channel as it may, and no more", async () => {
  const { waiting, run } = worldOf({ email: 9 }, { concurrency: 3 })
  const calls: Array<ReturnType<typeof pending>> = []
  run(() => {
    calls.push(pending())
    return calls.at(-1)!.promise
  })
  await finish()
  expect(calls).toHaveLength(3)
  expect(waiting.email).toBe(6)

  calls[0]!.resolve(false)
  await finish()
  expect(calls).toHaveLength(4)
  for (const { resolve } of calls) resolve(true)
})

it("hands over twice as many with each call that goes well, up to 25", async () => {
  const { sent, note, run } = worldOf({ email: 81 })
  run(note)
  await finish()

  expect(sent).toEqual(["email 1", "email 2", "email 4", "email 8", "email 16", "email 25", "email 25"])
})

it("goes back to one by one after a call that failed, threw, or took longer than a second", async () => {
  const { asked, faults, run } = worldOf({ email: 100 })
  const outcomes = [
    () => Promise.resolve(true),
    () => Promise.resolve(true),
    () => Promise.resolve(false),
    () => Promise.resolve(true),
    () => Promise.reject(new Error("lost the database")),
    () => Promise.resolve(true),
    () => new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 1_001)),
  ]
  const hanging = pending()
  run(() => outcomes.shift()?.() ?? hanging.promise)
  await finish()
  await jest.advanceTimersByTimeAsync(1_001)
  await finish()

  expect(asked.map((call) => Number(call.split(" ")[1]))).toEqual([1, 2, 4, 1, 2, 1, 2, 1])
  expect(faults).toEqual([new Error("lost the database")])
  hanging.resolve(true)
})

it("looks again by itself every second, and continues after a look that failed", async () => {
  const { outbox, waiting, sent, note, faults, run } = worldOf({ email: 0 })
  const look = jest.spyOn(outbox, "dueChannels").mockRejectedValueOnce(new Error("lost the database"))
  run(note)
  await finish()
  expect(faults).toEqual([new Error("lost the database")])
  waiting.email = 1
  await jest.advanceTimersByTimeAsync(1_000)
  await finish()

  expect(sent).toEqual(["email 1"])
  expect(look).toHaveBeenCalledTimes(2)
})

it("lets orders go first, but waits for them no longer than three seconds", async () => {
  const { sent, inFlight, note, run } = worldOf({ email: 1 })
  inFlight.enter()
  run(note)
  await jest.advanceTimersByTimeAsync(2_900)
  await finish()
  expect(sent).toEqual([])
  await jest.advanceTimersByTimeAsync(200)
  await finish()
  expect(sent).toEqual(["email 1"])
})

it("claims nothing more once it is stopped, and waits for the call under way", async () => {
  const { worker, waiting, run } = worldOf({ email: 5 })
  const call = pending()
  run(() => call.promise)
  await finish()
  let stopped = false
  const stopping = worker.stop().then(() => (stopped = true))
  await finish()
  expect([stopped, waiting.email]).toEqual([false, 4])
  call.resolve(true)
  await stopping

  expect(waiting.email).toBe(4)
  run(() => call.promise)
  await jest.advanceTimersByTimeAsync(3_000)
  expect(waiting.email).toBe(4)
})

it("stops in the end although a call never comes back", async () => {
  const { worker, run } = worldOf({ email: 1 })
  run(() => new Promise<never>(() => undefined))
  await finish()
  let stopped = false
  void worker.stop().then(() => (stopped = true))
  await jest.advanceTimersByTimeAsync(14_000)
  expect(stopped).toBe(false)
  await jest.advanceTimersByTimeAsync(1_001)
  expect(stopped).toBe(true)
})
