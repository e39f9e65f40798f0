import type { ResolvedOptions } from "../../services/options"
import type { StatusReport } from "../../services/store/status-repository"
import { concern, failure, ok, type Check } from "../../application/ground/check"

/** Workers look once a second: an event that waits longer has no worker. */
const OVERDUE_SECONDS = 60
/** The job comes every minute. */
const JOB_WARN_MINUTES = 3
const JOB_FAIL_MINUTES = 15

/** Checks whether a worker works on the inbox, whether the reconciliation job runs, and which events are left over. */
export function checkWork(report: StatusReport, { reconciliation }: ResolvedOptions): Check[] {
  return [checkInbox(report), checkLeftovers(report), checkJob(report, reconciliation.enabled)]
}

function checkInbox({ overdue_seconds }: StatusReport): Check {
  return overdue_seconds !== null && overdue_seconds > OVERDUE_SECONDS
    ? failure(
        "inbox",
        `an event has been due for ${overdue_seconds} s: no process works on them; start one in worker or shared mode`,
      )
    : ok("inbox", "nothing waits for a worker")
}

function checkLeftovers({ events, attention }: StatusReport): Check {
  const count = (state: string) => events.find((row) => row.state === state)?.count ?? 0
  const items = attention.reduce((sum, row) => sum + row.count, 0)
  const says = `${count("dead")} dead and ${count("quarantined")} quarantined events, ${items} open attention items`
  return count("dead") + count("quarantined") + items > 0 ? concern("needs a person", says) : ok("needs a person", says)
}

function checkJob({ at, last_job }: StatusReport, isEnabled: boolean): Check {
  if (!isEnabled) return concern("reconciliation", "is switched off: webhooks that never come are noticed by nobody")
  if (!last_job)
    return concern("reconciliation", "has not run yet: it does a minute after a process in worker or shared mode starts")
  const minutes = (new Date(at).getTime() - new Date(last_job.updated_at).getTime()) / 60_000
  const says = `last ran ${Math.round(minutes * 60)} s ago`
  if (minutes > JOB_FAIL_MINUTES) return failure("reconciliation", `${says}: start a process in worker or shared mode`)
  return minutes > JOB_WARN_MINUTES ? concern("reconciliation", says) : ok("reconciliation", says)
}
