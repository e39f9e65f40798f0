import { withHeartbeat } from "../with-heartbeat"

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

it("renews three times in every span of the lease, and no more once the work is done", async () => {
  let renewed = 0
  let finish = (_value: string): void => {}
  const renew = async () => void renewed++
  const work = withHeartbeat(renew, { leaseSeconds: 30, longestSeconds: 180 }, () => new Promise<string>((r) => (finish = r)))
  await jest.advanceTimersByTimeAsync(30_000)
  expect(renewed).toBe(3)
  finish("done")

  await expect(work).resolves.toBe("done")
  await jest.advanceTimersByTimeAsync(60_000)
  expect(renewed).toBe(3)
})

it("gives up work that does not end, and lets its lease lapse", async () => {
  let renewed = 0
  const work = withHeartbeat(
    async () => void renewed++,
    { leaseSeconds: 30, longestSeconds: 180 },
    () => new Promise(() => {}),
  )
  const ended = expect(work).rejects.toThrow("still going on after 180 seconds")
  await jest.advanceTimersByTimeAsync(180_000)
  await ended
  const before = renewed
  await jest.advanceTimersByTimeAsync(60_000)

  expect(renewed).toBe(before)
})
