import type { MedusaContainer } from "@medusajs/framework/types"
import { runExclusively } from "../ground/run-exclusively"

/** Runs `work` on an order alone among all instances: two captures of one order must not both find that it lacks something. */
export const withOrder = <T>(container: MedusaContainer, orderId: string, work: () => Promise<T>): Promise<T> =>
  runExclusively(container, `order:${orderId}`, work)
