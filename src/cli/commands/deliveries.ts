import { parseArgs } from "node:util"
import type { Command } from "../command"
import { listDestinations } from "../deliveries/list-destinations"
import { recoverDeliveries } from "../deliveries/recover-deliveries"
import { replayMissingFacts } from "../deliveries/replay-missing-facts"
import { UsageError } from "../usage-error"

/** Shows how facts get to third parties, and sends again what did not. */
export const deliveries: Command = {
  usage: `payment-notifications deliveries [--json]
payment-notifications deliveries recover --destination <id> --since <time|age> [--dry-run] [--json]
payment-notifications deliveries replay-missing --destination <id> --since <time|age> [--until <time|age>] [--dry-run] [--json]
  In a store's root: lists the destinations with what waits, since when, what was given up, and the last success. The store's workers send.
  recover         tries again what failed or died since then, with all its attempts
  replay-missing  plans facts that the destination wants and never got: from before it was made, or while it was disabled
  --destination   an id of the list    --since, --until  2026-06-01T12:00:00Z, or 90m, 6h, 2d
  --dry-run       only count
  exit code       0 done; the list: nothing fails or is disabled; 3 the list: something is; 1 anything else`,
  run,
}

const VERBS = ["recover", "replay-missing"] as const

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      destination: { type: "string" },
      since: { type: "string" },
      until: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  })
  const [given, ...more] = positionals
  const verb = VERBS.find((known) => known === given)
  if (more.length || (given !== undefined && !verb)) throw new UsageError(deliveries.usage)
  const { destination, since, until, json, "dry-run": dryRun } = values
  if (!verb) {
    if (destination !== undefined || since !== undefined || until !== undefined || dryRun) throw new UsageError(deliveries.usage)
    return listDestinations(json)
  }
  if (!destination || !since || (verb === "recover" && until !== undefined)) throw new UsageError(deliveries.usage)
  return verb === "recover"
    ? recoverDeliveries({ destination, since, dryRun, json })
    : replayMissingFacts({ destination, since, until, dryRun, json })
}
