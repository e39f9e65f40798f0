import { randomUUID } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import type { ILockingModule, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { describeError } from "../../services/domain/describe-error"
import { LockTimeoutError } from "../../services/domain/errors"
import { PAYMENT_NOTIFICATION_MODULE } from "../../services/module-name"
import { LOCK_WAIT_SECONDS } from "../../services/queue/locks"
import type { MedusaLockRepository } from "../../services/store/medusa-lock-repository"

/** Shorter than the wait: what a killed process leaves locked is free for the next attempt. */
const LEASE_SECONDS = 20

/** How often a lock that is taken is asked for: core's own waits ask as often. */
const RETRY_MS = 300

/** Whose lock it is, and for how long unless it is renewed. */
export interface CartLock {
  readonly owner: string
  readonly leaseSeconds: number
}

/**
 * Runs `work` while nobody else holds the cart's lock of Medusa's Locking Module: core's completion of the cart takes the same.
 * Not by the module's `execute`: on `locking-postgres` that is another lock than the one that core takes, its time-out does not end
 * the wait, and each waiter keeps a connection; on `locking-redis` it throws when the lease was lost, although the work is done.
 * Throws LockTimeoutError when the wait is over.
 */
export async function withCartLock<T>(
  container: MedusaContainer,
  cartId: string,
  work: () => Promise<T>,
  /** The same when the work is repeated, so that an attempt that was cut off does not lock out the next. */
  owner = `payment-notification:${randomUUID()}`,
): Promise<T> {
  const lock = { owner, leaseSeconds: LEASE_SECONDS }
  await acquireCartLock(container, cartId, lock)
  let renewal = Promise.resolve()
  const renew = () => {
    // A lease that is lost stays lost until its new holder lets go; the work goes on and finds itself done when it is repeated.
    renewal = acquire(container, cartId, lock).catch(() => undefined)
  }
  const heartbeat = setInterval(renew, (LEASE_SECONDS * 1000) / 3)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    // A renewal that arrives after the release would lock the cart again.
    await renewal
    await releaseCartLock(container, cartId, lock.owner)
  }
}

/** Waits for the lock as core does, and no longer than LOCK_WAIT_SECONDS, whatever the provider does. */
export async function acquireCartLock(container: MedusaContainer, cartId: string, lock: CartLock): Promise<void> {
  const until = performance.now() + LOCK_WAIT_SECONDS * 1000
  for (;;) {
    try {
      return await within(until, acquire(container, cartId, lock), () => releaseCartLock(container, cartId, lock.owner))
    } catch (cause) {
      if (performance.now() + RETRY_MS >= until) {
        throw new LockTimeoutError(`cart ${cartId} was locked for more than ${LOCK_WAIT_SECONDS} seconds`, { cause })
      }
    }
    await freeExpired(container, cartId)
    await pause(RETRY_MS)
  }
}

/** Never fails: the work is done, and a lock that could not be released ends with its lease. */
export async function releaseCartLock(container: MedusaContainer, cartId: string, owner: string): Promise<void> {
  try {
    await locking(container).release(cartId, { ownerId: owner })
  } catch (error) {
    warn(container, `the lock of cart ${cartId} could not be released and ends with its lease`, error)
  }
}

const locking = (container: MedusaContainer): ILockingModule => container.resolve(Modules.LOCKING)

/** Also renews the lease of an owner that has the lock. */
const acquire = (container: MedusaContainer, cartId: string, { owner, leaseSeconds }: CartLock): Promise<void> =>
  locking(container).acquire(cartId, { ownerId: owner, expire: leaseSeconds })

/** A provider out of reach may keep the call for longer than anybody waits: a lock that it takes then is given back. */
async function within(until: number, acquiring: Promise<void>, giveBack: () => Promise<void>): Promise<void> {
  const timer = new AbortController()
  const late = pause(Math.max(0, until - performance.now()), "late" as const, { signal: timer.signal })
  try {
    if ((await Promise.race([acquiring, late])) !== "late") return
  } finally {
    timer.abort()
    late.catch(() => undefined)
  }
  void acquiring.then(giveBack, () => undefined)
  throw new Error("the Locking Module gave no answer")
}

async function freeExpired(container: MedusaContainer, cartId: string): Promise<void> {
  const { medusaLocks } = container.resolve<{ readonly medusaLocks: MedusaLockRepository }>(PAYMENT_NOTIFICATION_MODULE)
  try {
    if (await medusaLocks.deleteExpired(cartId)) warn(container, `freed the lock of cart ${cartId}, whose holder had died`)
  } catch (error) {
    warn(container, `the lock of cart ${cartId} could not be looked at`, error)
  }
}

function warn(container: MedusaContainer, message: string, error?: unknown): void {
  const why = error === undefined ? "" : `: ${describeError(error).message}`
  container.resolve(ContainerRegistrationKeys.LOGGER).warn(message + why)
}
