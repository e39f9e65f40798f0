import { parseArgs } from "node:util"
import type { MedusaContainer } from "@medusajs/framework/types"
import { paymentNotificationService } from "../../application/ground/module"
import { enabledPaymentProviders } from "../../application/ground/payment-providers"
import { failure, ok, type Check } from "../../application/ground/check"
import { checkAccounts } from "../doctor/check-accounts"
import { checkChannels } from "../doctor/check-channels"
import { checkClocks } from "../doctor/check-clocks"
import { checkConsumers } from "../doctor/check-consumers"
import { checkDeliveries } from "../doctor/check-deliveries"
import { checkLinks } from "../doctor/check-links"
import { checkPaymentProviders } from "../doctor/check-payment-providers"
import { checkModules, type ModuleSettings } from "../doctor/check-modules"
import { checkUrls } from "../doctor/check-urls"
import { checkWork } from "../doctor/check-work"
import type { Command } from "../command"
import { say, sayJson } from "../print"
import { withStore, type StoreSettings } from "../store/open-store"
import { UsageError } from "../usage-error"

/** Checks whether a live configuration can work, and says how to mend its faults. */
export const doctor: Command = {
  usage: `payment-notifications doctor [--url <store's public URL>] [--instances <n>] [--json]
  In a store's root: migrations, secrets, whether webhooks reach the store, clocks, events seen, whether workers and jobs run,
  whether messages have a channel and lead back to pay, whether facts get to third parties and come in from queues, and whether the
  Locking and Event Modules fit the number of instances.
  --url        sends the address of each account an unsigned call, which must be refused by the plugin, and Medusa's own address of
               each payment provider that no account settles
  --instances  how many processes the store runs; default: as far as configuration and database connections tell
  exit code    0 nothing is broken (there may be warnings), 1 something is`,
  run,
}

async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { url: { type: "string" }, instances: { type: "string" }, json: { type: "boolean", default: false } },
  })
  const url = values.url === undefined ? undefined : urlOf(values.url)
  const instances = values.instances === undefined ? undefined : Number(values.instances)
  if (instances !== undefined && (!Number.isInteger(instances) || instances < 1)) {
    throw new UsageError("--instances must be a whole number, 1 or more")
  }
  const report = (checks: readonly Check[]): number => {
    if (values.json) sayJson({ checks })
    else for (const { level, check, says } of checks) say(`${level.padEnd(4)}  ${check}: ${says}`)
    return checks.some(({ level }) => level === "fail") ? 1 : 0
  }
  let isLoaded = false
  try {
    return await withStore(async (container, settings) => {
      isLoaded = true
      return report(await examine(container, settings, url, instances))
    })
  } catch (error) {
    if (isLoaded || error instanceof UsageError) throw error
    return report([failure("boot", `the store does not start: ${error instanceof Error ? error.message : String(error)}`)])
  }
}

function urlOf(text: string): URL {
  if (!URL.canParse(text) || !/^https?:/.test(text)) throw new UsageError(`--url ${text} is not an http(s) address`)
  return new URL(text)
}

async function examine(
  container: MedusaContainer,
  { workerMode, modules }: StoreSettings,
  url: URL | undefined,
  instances: number | undefined,
): Promise<Check[]> {
  const service = paymentNotificationService(container)
  if (await service.status.migrationsPending()) {
    return [failure("migrations", "the database lacks tables of this version; run npx medusa db:migrate")]
  }
  const { accounts } = service.options
  const enabled = await enabledPaymentProviders(container)
  const report = await service.status.report()
  // Beside a process that only serves or only works there is another one.
  const isSplit = workerMode !== undefined && workerMode !== "shared"
  const several = instances === undefined ? isSplit || (await service.status.othersConnected()) > 1 : instances > 1
  return [
    ok("migrations", "all have run"),
    ...(await checkAccounts(service)),
    ...(await checkPaymentProviders(service, enabled)),
    ...(url ? await checkUrls(url, service.options, enabled) : []),
    ...(await checkClocks(report.at, accounts)),
    ...checkWork(report, service.options),
    checkChannels(service),
    ...checkLinks(service.options),
    ...(await checkDeliveries(service)),
    ...(await checkConsumers(service)),
    ...checkModules(modules as ModuleSettings, several),
  ]
}
