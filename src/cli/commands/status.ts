import { parseArgs } from "node:util"
import type { ConsumerFigures } from "../../services/store/consumer-repository"
import type { DestinationOverview } from "../../services/store/delivery-overview-repository"
import type { StatusReport } from "../../services/store/status-repository"
import { paymentNotificationService } from "../../application/ground/module"
import type { Command } from "../command"
import { lineOf } from "../deliveries/list-destinations"
import { say, sayJson } from "../print"
import { span } from "../span"
import { withStore } from "../store/open-store"

/** Shows the state of the inbox and of everything behind it. */
export const status: Command = {
  usage: `payment-notifications status [--json]
  In a store's root: backlog and its age, what is dead or quarantined, what waits for third parties, what needs a person, the last
  webhook of each account, the messages of each consumer, and the last reconciliation. Exit code 0.`,
  run,
}

async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean", default: false } } })
  return withStore(async (container) => {
    const { status, deliveryOverview, consumerRows, options } = paymentNotificationService(container)
    const report = await status.report()
    const destinations = await deliveryOverview.list()
    const consumers = await consumerRows.list(options.consumers.map(({ id }) => id))
    if (values.json) sayJson({ ...report, destinations, consumers })
    else print(report, destinations, consumers)
    return 0
  })
}

function print(
  {
    at,
    events,
    overdue_seconds,
    notifications,
    channels_without_provider: withoutProvider,
    attention,
    accounts,
    checks,
    findings,
    last_job,
  }: StatusReport,
  destinations: readonly DestinationOverview[],
  consumers: readonly ConsumerFigures[],
): void {
  const age = (since: Date | null) => (since ? `oldest ${span(new Date(at).getTime() - new Date(since).getTime())}` : "")
  say("Webhook events")
  for (const { state, count, oldest } of events) say(`  ${state.padEnd(16)} ${count}  ${age(oldest)}`)
  if (overdue_seconds !== null) say(`  waiting for a worker for ${span(overdue_seconds * 1000)}`)
  say("Notifications")
  for (const { state, count, oldest } of notifications) say(`  ${state.padEnd(16)} ${count}  ${age(oldest)}`)
  if (withoutProvider.length) say(`  without a provider: ${withoutProvider.join(", ")}`)
  if (destinations.length) say("Deliveries to third parties")
  for (const destination of destinations) say(`  ${lineOf(destination, new Date(at))}`)
  say("Needs a person")
  if (!attention.length) say("  nothing")
  for (const { kind, count, oldest } of attention) say(`  ${kind.padEnd(16)} ${count}  ${age(oldest)}`)
  say("Last webhook")
  for (const { account, last_webhook_at, last_webhook_type, webhooks_24h } of accounts) {
    say(`  ${account.padEnd(16)} ${last_webhook_at?.toISOString()}  ${last_webhook_type}, ${webhooks_24h} in 24 h`)
  }
  if (consumers.length) say("Messages of queues")
  for (const consumer of consumers) say(`  ${consumerLine(consumer)}`)
  say("Reconciliation")
  say(`  last round       ${last_job ? new Date(last_job.updated_at).toISOString() : "none yet"}`)
  say(`  checks           ${checks.open} open, ${checks.due} due, ${checks.failing} failing ${age(checks.oldest_due)}`)
  say(`  findings         ${findings.repairing} under repair, ${findings.in_review} in review`)
}

function consumerLine({ id, taken, refused, failed, waiting, last_message_at }: ConsumerFigures): string {
  const last = last_message_at ? new Date(last_message_at).toISOString() : "no message yet"
  const counts = `${taken} taken, ${refused} refused, ${failed} failed`
  return `${id.padEnd(16)} ${last}  ${counts}${waiting === null ? "" : `, ${waiting} waiting`}`
}
