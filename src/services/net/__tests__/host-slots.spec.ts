import { HostSlots } from "../host-slots"

const never = new AbortController().signal
const tick = () => new Promise((resolve) => setImmediate(resolve))

/** A call that ends when the test says so. */
function held() {
  let end = () => {}
  const ended = new Promise<void>((resolve) => (end = resolve))
  return { end, call: () => ended }
}

it("lets so many calls to a host run, others in order after them, and none of another host wait", async () => {
  const slots = new HostSlots(2)
  const started: string[] = []
  const calls = ["a", "b", "c", "d"].map((name) => ({ name, ...held() }))
  const runs = calls.map(({ name, call }) =>
    slots.run("one", never, () => {
      started.push(name)
      return call()
    }),
  )
  await tick()
  expect(started).toEqual(["a", "b"])
  expect(await slots.run("two", never, async () => "free")).toBe("free")

  calls[1]?.end()
  await tick()
  expect(started).toEqual(["a", "b", "c"])
  calls.forEach(({ end }) => end())
  await Promise.all(runs)
  expect([started, slots.hosts]).toEqual([["a", "b", "c", "d"], 0])
})

it("gives the place back when a call fails", async () => {
  const slots = new HostSlots(1)
  await expect(slots.run("one", never, () => Promise.reject(new Error("refused")))).rejects.toThrow("refused")
  expect(await slots.run("one", never, async () => "next")).toBe("next")
  expect(slots.hosts).toBe(0)
})

it("forgets a call that gives up waiting, and never makes it", async () => {
  const slots = new HostSlots(1)
  const first = held()
  const running = slots.run("one", never, first.call)
  const waiting = new AbortController()
  let made = false
  const given = slots.run("one", waiting.signal, async () => (made = true))
  waiting.abort(new Error("too late"))
  await expect(given).rejects.toThrow("too late")
  await expect(slots.run("one", waiting.signal, async () => (made = true))).rejects.toThrow("too late")

  first.end()
  await running
  await tick()
  expect([made, slots.hosts]).toEqual([false, 0])
})
