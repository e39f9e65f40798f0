import { bootStore, type TestStore } from "../../setup"
import { openBooks, type Books } from "./books"
import type { PaidOrder } from "./order-books"

/** The store of the spec that called `useBooks`. */
export let world: TestStore
/** The process beside it that runs single workflows. */
export let books: Books

/** Boots both before the tests of a spec, and stops them after. */
export function useBooks(): void {
  beforeAll(async () => {
    world = await bootStore()
    books = await openBooks(world)
  })
  afterAll(async () => {
    await books?.stop()
    await world?.stop()
  })
}

/** The books are kept without a word to the provider. */
export const noMoneyCalls = async ({ paymentId }: PaidOrder): Promise<void> =>
  expect(await world.gateway.client.moneyCalls(paymentId)).toEqual([])
