/** The values that the global setup passes to the test processes, in an environment variable: they share nothing else. */
export interface TestContext {
  /** URL of the PostgreSQL server's maintenance database. */
  readonly serverUrl: string
  /** Name of the migrated and seeded database to copy. */
  readonly template: string
  /** URL of the keeper of stores and checkouts for all specs of a run. */
  readonly keeperUrl: string
}

const VARIABLE = "PAYMENT_NOTIFICATIONS_TEST_CONTEXT"

export const publishContext = (context: TestContext): void => {
  process.env[VARIABLE] = JSON.stringify(context)
}

export function readContext(): TestContext {
  const text = process.env[VARIABLE]
  if (!text) throw new Error("The jest project of this spec lacks integration-tests/setup/global-setup.ts as its globalSetup")
  return JSON.parse(text) as TestContext
}
