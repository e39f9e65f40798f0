import { log, timed } from "../../scripts/lib/log"
import { createDatabase, dropDatabase } from "../../scripts/lib/postgres"
import { createShop } from "../../scripts/lib/shop"
import type { StoreProcess } from "../../scripts/lib/store"
import { readStoreFacts } from "../../scripts/lib/store-facts"
import { onExit } from "../../scripts/lib/clean-up"
import { databaseName, type Lab } from "./lab"

/** A cart that is paid at the provider, while the store knows nothing of it yet. */
export interface ReadyPayment {
  readonly cartId: string
  readonly email: string
  readonly sessionId: string
  readonly paymentId: string
  /** Integer minor units. */
  readonly amount: number
  readonly currency: string
}

const AT_ONCE = 4

/** Fills carts through the shop's API and pays for them; no webhook is sent. */
export async function prepareCarts({ gateway }: Lab, store: StoreProcess, count: number): Promise<ReadyPayment[]> {
  const shop = createShop(store.url, await readStoreFacts(store.url))
  const ready: ReadyPayment[] = []
  let begun = 0
  const shopper = async () => {
    while (begun < count) {
      const n = ++begun
      const email = `bench-${n}@example.com`
      const { cart, session, paymentId } = await shop.checkout({ email })
      const { payment } = await gateway.client.change(paymentId, "pay", { delivery: { times: 0 } })
      const { amount, currency } = payment
      ready.push({ cartId: cart.id, email, sessionId: session.id, paymentId, amount, currency })
      if (n % 50 === 0) log(`${n} of ${count} carts`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, shopper))
  return ready
}

export interface PreparedCarts {
  /** A database to copy: every variant starts from the very same carts. */
  readonly template: string
  readonly carts: readonly ReadyPayment[]
}

const prepared = new Map<Lab, PreparedCarts>()

/** A database with at least `count` paid carts; made once per run. */
export async function preparedCarts(lab: Lab, count: number): Promise<PreparedCarts> {
  const known = prepared.get(lab)
  if (known && known.carts.length >= count) return known
  const template = databaseName()
  const databaseUrl = await createDatabase(lab.pg, template, lab.template)
  onExit(() => dropDatabase(lab.pg, template))
  const store = await lab.startStore({ databaseUrl, gatewayUrl: lab.gateway.url })
  const carts = await timed(`prepare ${count} carts`, () => prepareCarts(lab, store, count))
  await store.stop() // a database that is copied must have no connections
  const made = { template, carts }
  prepared.set(lab, made)
  return made
}
