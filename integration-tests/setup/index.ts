export { HttpError } from "../../scripts/lib/http"
export { poll } from "../../scripts/lib/poll"
export { createCustomerShop, createShop, SANDBOX, uniqueEmail } from "../../scripts/lib/shop"
export { storeAccounts } from "../../scripts/lib/accounts"
export {
  bootStore,
  endedWith,
  type BootOptions,
  type BusEvent,
  type Ended,
  type ProcessOptions,
  type SharedStore,
  type TestStore,
} from "./boot-store"
export { createTestDatabase, type TestDatabase } from "./database"
export { useSharedStore, useStore, type ShareOptions } from "./use-store"
