import { LockTimeoutError } from "../../domain/errors"
import { KeyLock } from "../key-lock"

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

const lock = () => new KeyLock({ waitMs: 30_000, holdMs: 180_000 })

const gate = () => {
  let open = (): void => {}
  const passed = new Promise<void>((resolve) => (open = resolve))
  return { open, passed }
}

it("runs work for one key at a time, in the order of the calls, and other keys beside it", async () => {
  const locks = lock()
  const order: string[] = []
  const { open, passed } = gate()
  const first = locks.run("a", () => passed.then(() => void order.push("first")))
  const rest = ["second", "third"].map((name) => locks.run("a", async () => void order.push(name)))
  await locks.run("b", async () => void order.push("other key"))
  open()
  await Promise.all([first, ...rest])

  expect(order).toEqual(["other key", "first", "second", "third"])
})

it("lets the next one in when the work throws", async () => {
  const locks = lock()
  const first = locks.run("a", () => Promise.reject(new Error("no")))
  const second = locks.run("a", async () => "second")

  await expect(first).rejects.toThrow("no")
  await expect(second).resolves.toBe("second")
})

it("refuses whoever waits for too long, without its work, and keeps the order of the others", async () => {
  const locks = lock()
  const { open, passed } = gate()
  const first = locks.run("a", () => passed)
  let ran = false
  const late = expect(locks.run("a", async () => void (ran = true))).rejects.toThrow(LockTimeoutError)
  await jest.advanceTimersByTimeAsync(29_000)
  const next = locks.run("a", async () => "next")
  await jest.advanceTimersByTimeAsync(1_000)
  await late
  open()
  await first

  await expect(next).resolves.toBe("next")
  expect(ran).toBe(false)
})

it("lets go of a key whose work never ends", async () => {
  const locks = lock()
  void locks.run("a", () => new Promise(() => {}))
  await jest.advanceTimersByTimeAsync(180_000)

  await expect(locks.run("a", async () => "next")).resolves.toBe("next")
})
