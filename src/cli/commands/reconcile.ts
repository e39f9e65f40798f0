import { parseArgs } from "node:util"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { ReconciliationFinding } from "../../services/store/entities"
import { paymentNotificationService } from "../../application/ground/module"
import type { ReconcileReport } from "../../application/reconciliation/schedule/reconcile-since"
import { momentOf } from "../arguments"
import type { Command } from "../command"
import { say, sayJson } from "../print"
import { withStore } from "../store/open-store"
import { UsageError } from "../usage-error"

/** A payment differs from the provider's report. */
const DRIFT = 3
const OTHER = 1

/** Asks the providers for facts that no webhook reported, and has the store apply them. */
export const reconcile: Command = {
  usage: `payment-notifications reconcile [--since <time|age>] [--account <id>] [--dry-run] [--wait <seconds>] [--json]
  In a store's root: compares payments with what their providers say, and has the store's workers apply what is missing.
  --since     payments that began, or moved, since then: 2026-06-01T12:00:00Z, or 90m, 6h, 2d; default: 1d
  --account   only this account's
  --dry-run   only report
  --wait      how long to wait for the store's workers to apply it; default: 60
  exit code   0 all agree (or were brought to agreement), 3 something still differs, 1 a provider could not be asked, or anything else`,
  run,
}

async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      since: { type: "string", default: "1d" },
      account: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      wait: { type: "string", default: "60" },
      json: { type: "boolean", default: false },
    },
  })
  const since = momentOf("since", values.since)
  const waitSeconds = Number(values.wait)
  if (!Number.isFinite(waitSeconds) || waitSeconds < 0) throw new UsageError("--wait must be a number of seconds")
  return withStore(async (container) => {
    // Loaded here: commands that need no store must start without Medusa.
    const { reconcileSince } = await import("../../application/reconciliation/schedule/reconcile-since.js")
    if (values.account !== undefined) requireAccount(container, values.account)
    const given = { since, dryRun: values["dry-run"], waitSeconds, ...(values.account && { account: values.account }) }
    const report = await reconcileSince(container, given)
    if (values.json) sayJson({ run: report.run, unasked: report.unasked, findings: report.findings })
    else print(report)
    if (report.findings.some(({ state }) => state !== "repaired")) return DRIFT
    return report.unasked ? OTHER : 0
  })
}

function requireAccount(container: MedusaContainer, id: string): void {
  const { accounts, options } = paymentNotificationService(container)
  if (accounts.find(id) || (options.takeOverCoreRoute && id.startsWith("pp_"))) return
  throw new UsageError(`there is no account "${id}"; use one of ${options.accounts.map((account) => account.id).join(", ")}`)
}

function print({ run, findings, unasked }: ReconcileReport): void {
  for (const finding of findings) say(lineOf(finding))
  say(`${run.checked} payments compared with ${run.calls} calls, ${findings.length} differ${run.dry_run ? " (dry run)" : ""}`)
  if (unasked) say(`${unasked} could not be asked about: ${run.last_error}`)
}

const lineOf = ({ state, account, payment_session_id, provider_payment_id, detail, differs_since }: ReconciliationFinding) =>
  `${state}  ${account}  ${payment_session_id ?? provider_payment_id}  ${detail}` +
  (differs_since ? `  (since ${new Date(differs_since).toISOString()})` : "")
