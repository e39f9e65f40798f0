import { createContainer } from "awilix"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import type { Cradle } from "../../src/services/cradle"
import type { WebhookEventRepository } from "../../src/services/store/webhook-event-repository"

/** The services of one checkout on one database, as far as this benchmark uses them. */
export type Services = Pick<
  Cradle,
  "payments" | "recorder" | "notifications" | "queries" | "metrics" | "retention" | "intakeInFlight" | "dataSource"
> & {
  readonly webhookEvents: WebhookEventRepository
  /** Only of a checkout that has them. */
  readonly lists?: Cradle["lists"]
  readonly metricsDays?: { roll(): Promise<boolean> }
  readonly readDataSource?: Cradle["readDataSource"]
}

const PARTS = [
  "payments",
  "recorder",
  "notifications",
  "webhookEvents",
  "queries",
  "metrics",
  "retention",
  "intakeInFlight",
  "lists",
  "metricsDays",
  "dataSource",
  "readDataSource",
] as const satisfies ReadonlyArray<keyof Services>

export interface Plugin {
  readonly name: string
  readonly folder: string
  migrate(clientUrl: string): Promise<void>
  open(clientUrl: string): Promise<Services>
}

/** The plugin of a checkout. Its code is loaded beside ours and shares nothing with it but the packages. */
export function pluginOf(name: string, folder: string): Plugin {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the path is known at run time only
  const load = (file: string) => require(join(folder, "src", "services", file))
  return {
    name,
    folder,
    migrate: async (clientUrl) => {
      await load("store/run-migrations").runMigrations({ options: { database: { clientUrl } } })
    },
    open: async (clientUrl) => {
      const container = createContainer()
      await load("loader").registerServices({ container, options: { database: { clientUrl } } })
      const resolve = (part: string) => container.resolve<unknown>(part, { allowUnregistered: true })
      return Object.fromEntries(PARTS.map((part) => [part, resolve(part)])) as unknown as Services
    },
  }
}

/** Statements that still run are cut off with their database. */
export async function close({ dataSource, readDataSource }: Services): Promise<void> {
  for (const opened of [dataSource, readDataSource])
    await Promise.race([opened?.destroy(), wait(2_000, undefined, { ref: false })])
}
