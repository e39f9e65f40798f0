import { parseArgs } from "node:util"
import { paymentNotificationService } from "../../application/ground/module"
import { listUnfinished } from "../../services/store/installation-repository"
import type { Command } from "../command"
import { say, sayJson, warn } from "../print"
import { withStore } from "../store/open-store"
import { survey, type Survey } from "../uninstall/survey"
import { UsageError } from "../usage-error"

/** Says what the plugin has in a store, and drops its tables once nothing is left to do. */
export const uninstall: Command = {
  usage: `payment-notifications uninstall (--check | --yes) [--json]
  In a store's root, before the plugin is removed from medusa-config: undoes the plugin's migrations, which drops its tables with all
  their rows. Refuses while events are open or quarantined, items wait for a person, facts are not announced, messages are not sent,
  after-payment work is due or findings of reconciliation are open, and while another process of the store runs.
  --check    changes nothing: says what would go, what stays, what to remove by hand at the providers, and what is unfinished
  --yes      does it, all or nothing
  exit code  0 done, or with --check: nothing is unfinished; 1 refused, or anything else`,
  run,
}

async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      check: { type: "boolean", default: false },
      yes: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  })
  if (values.check === values.yes) throw new UsageError(uninstall.usage)
  return withStore(async (container) => {
    const { installation, status } = paymentNotificationService(container)
    const isInstalled = (await installation.tables()).length > 0
    if (isInstalled && (await status.migrationsPending())) {
      throw new UsageError(
        "the tables are of an older version, so that their work cannot be counted; run npx medusa db:migrate first",
      )
    }
    const found = await survey(container)
    if (values.yes) await installation.remove()
    if (values.json) sayJson({ removed: values.yes, ...found })
    else print(found, values.yes)
    if (values.yes) return 0
    const left = found.unfinished ? listUnfinished(found.unfinished) : []
    if (left.length) warn(`not everything is finished: ${left.join(", ")}`)
    return left.length ? 1 : 0
  })
}

const AFTERWARDS =
  "Now remove medusa-payment-notifications from medusa-config and from package.json; db:migrate would bring the tables back."

function print({ tables, marks, jobs, subscribers, webhooks, processes, unfinished }: Survey, isRemoved: boolean): void {
  const section = (title: string, lines: readonly string[]) => {
    say(title)
    for (const line of lines.length ? lines : ["nothing"]) say(`  ${line}`)
  }
  const counted = (rows: Survey["tables"]) => rows.map(({ table, rows: count }) => `${table.padEnd(32)} ${count}`)
  section(isRemoved ? "Dropped, with their rows" : "Tables that go, with their rows", counted(tables))
  section("Marks in the metadata of Medusa's rows, which stay", counted(marks))
  section("Jobs and subscribers that end with the entry in medusa-config", [...jobs, ...subscribers])
  section(
    "To be removed at the providers by hand",
    webhooks.map(({ path, caller }) => `${path}  (${caller})`),
  )
  if (isRemoved) return say(AFTERWARDS)
  section(
    "Other processes, to be stopped first",
    processes.map(({ name, address, since }) => [name, address, since?.toISOString()].filter(Boolean).join("  ")),
  )
  section(
    "Unfinished",
    Object.entries(unfinished ?? {}).map(([name, count]) => `${name.padEnd(32)} ${count}`),
  )
}
