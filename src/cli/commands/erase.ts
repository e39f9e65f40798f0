import { parseArgs } from "node:util"
import { countsLine, ERASED_TABLES, openLine, type ErasureReport } from "../../application/erasure/erasure-report"
import type { Command } from "../command"
import { say, sayJson } from "../print"
import { withStore } from "../store/open-store"
import { UsageError } from "../usage-error"

/** Rows are left that are still worked with. */
const OPEN = 3

/** Erases a person's data. */
export const erase: Command = {
  usage: `payment-notifications erase (--customer <id> | --email <address>) [--dry-run] [--json]
  In a store's root: makes pseudonyms of a person's addresses, empties messages, raw webhooks and payloads, and deletes preferences and
  browsers. Sums, states, ids and decisions stay. It cannot be undone. What is still worked with is named: run it again later.
  --customer  a customer of Medusa's (cus_…), also one that is deleted
  --email     everybody with this address, guests included
  --dry-run   only count the rows
  exit code   0 done, 3 something is still open, 1 anything else`,
  run,
}

async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      customer: { type: "string" },
      email: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  })
  const { customer, email } = values
  if (Boolean(customer) === Boolean(email)) throw new UsageError(erase.usage)
  return withStore(async (container) => {
    // Loaded here: commands that need no store must start without Medusa.
    const { erasePersonalData } = await import("../../application/erasure/erase-personal-data.js")
    const report = await erasePersonalData(container, {
      ...(customer && { customer_id: customer }),
      ...(email && { email }),
      dry_run: values["dry-run"],
      actor: "command",
    })
    if (values.json) sayJson(report)
    else print(report)
    return openLine(report) ? OPEN : 0
  })
}

function print(report: ErasureReport): void {
  const { erasure, dry_run, erased, open, kept } = report
  if (countsLine(erased) === "nothing") say("nothing to erase")
  for (const table of ERASED_TABLES) if (erased[table]) say(`${table.padEnd(24)} ${erased[table]}`)
  const left = openLine(report)
  if (left) say(`${left} (${Object.values(open).flat().join(", ")}); run this again later`)
  if (kept.payment_attention.length) {
    const items = kept.payment_attention.join(", ")
    say(`kept, in people's words: attention items ${items} with ${kept.notes} notes; read them for names and addresses`)
  }
  say(dry_run ? "nothing was changed (dry run)" : `erasure ${erasure}`)
}
