import type { ExecArgs } from "@medusajs/framework/types"
import { prune } from "../../../src/application/prune"

/** Run by `medusa exec`: what the daily job does. */
export default ({ container }: ExecArgs): Promise<void> => prune(container)
