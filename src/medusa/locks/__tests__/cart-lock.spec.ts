import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { LockTimeoutError } from "../../../services/domain/errors"
import { PAYMENT_NOTIFICATION_MODULE } from "../../../services/module-name"
import { withCartLock } from "../cart-lock"

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

interface Held {
  owner: string
  until: number
}

/** A Locking Module in memory, with what the test makes go wrong. */
function setUp({ hangs = false, expired = false } = {}) {
  const held = new Map<string, Held>()
  const said: string[] = []
  const state = { hangs, expired, acquired: 0 }
  const module = {
    acquire: async (key: string, { ownerId, expire }: { ownerId: string; expire: number }) => {
      if (state.hangs) await new Promise(() => {})
      const holder = held.get(key)
      if (holder && holder.owner !== ownerId) throw new Error(`Failed to acquire lock for key "${key}"`)
      state.acquired++
      held.set(key, { owner: ownerId, until: Date.now() + expire * 1000 })
    },
    release: async (key: string, { ownerId }: { ownerId: string }) => held.get(key)?.owner === ownerId && held.delete(key),
  }
  const deleteExpired = async (key: string) => state.expired && held.delete(key)
  const resolved: Record<string, unknown> = {
    [Modules.LOCKING]: module,
    [PAYMENT_NOTIFICATION_MODULE]: { medusaLocks: { deleteExpired } },
    [ContainerRegistrationKeys.LOGGER]: { warn: (line: string) => said.push(line) },
  }
  return { container: { resolve: (key: string) => resolved[key] } as never, held, said, state, module }
}

it("holds the cart's lock while the work goes on, renews it, and releases it", async () => {
  const { container, held, state } = setUp()
  let finish = (_value: string): void => {}
  const work = withCartLock(container, "cart_1", () => new Promise<string>((resolve) => (finish = resolve)))
  await jest.advanceTimersByTimeAsync(60_000)
  expect(held.get("cart_1")!.until).toBeGreaterThan(Date.now())
  expect(state.acquired).toBeGreaterThan(5)
  finish("done")

  await expect(work).resolves.toBe("done")
  expect(held.size).toBe(0)
})

it("waits for another holder, and works once that one lets go", async () => {
  const { container, held } = setUp()
  held.set("cart_1", { owner: "core", until: Infinity })
  let ran = false
  const work = withCartLock(container, "cart_1", async () => void (ran = true))
  await jest.advanceTimersByTimeAsync(20_000)
  expect(ran).toBe(false)
  held.delete("cart_1")
  await jest.advanceTimersByTimeAsync(1_000)
  await work

  expect(ran).toBe(true)
})

it.each([
  ["another holds the lock", {}],
  ["the provider gives no answer", { hangs: true }],
])("gives up after half a minute when %s, without the work", async (_why, wrong) => {
  const { container, held } = setUp(wrong)
  held.set("cart_1", { owner: "core", until: Infinity })
  let ran = false
  const work = expect(withCartLock(container, "cart_1", async () => void (ran = true))).rejects.toThrow(LockTimeoutError)
  await jest.advanceTimersByTimeAsync(30_500)
  await work

  expect(ran).toBe(false)
  expect(held.get("cart_1")!.owner).toBe("core")
})

it("takes work for done that was done, although the lease was lost and the release fails", async () => {
  const { container, held, said, module } = setUp()
  module.release = async () => {
    throw new Error("Redis is away")
  }
  const result = await withCartLock(container, "cart_1", async () => {
    held.set("cart_1", { owner: "somebody else", until: Infinity })
    await jest.advanceTimersByTimeAsync(21_000)
    return "done"
  })

  expect(result).toBe("done")
  expect(held.get("cart_1")!.owner).toBe("somebody else")
  expect(said).toEqual(["the lock of cart cart_1 could not be released and ends with its lease: Redis is away"])
})

it("passes the work's error on, and releases the lock", async () => {
  const { container, held } = setUp()

  await expect(withCartLock(container, "cart_1", () => Promise.reject(new Error("no")))).rejects.toThrow("no")
  expect(held.size).toBe(0)
})

it("frees a lock whose holder has died, and says so", async () => {
  const { container, held, said } = setUp({ expired: true })
  held.set("cart_1", { owner: "dead", until: 0 })
  const work = withCartLock(container, "cart_1", async () => "done")
  await jest.advanceTimersByTimeAsync(1_000)

  await expect(work).resolves.toBe("done")
  expect(said).toEqual(["freed the lock of cart cart_1, whose holder had died"])
})
