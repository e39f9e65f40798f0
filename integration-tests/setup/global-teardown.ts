import { cleanUp } from "../../scripts/lib/clean-up"

/** Runs in the process of the global setup, whose undo list it works off: stores first, then PostgreSQL. */
export default async function globalTeardown(): Promise<void> {
  await cleanUp()
}
