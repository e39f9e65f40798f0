import { parseArgs } from "node:util"
import { gatewayAccounts } from "./lib/accounts"
import { cleanUp, cleanUpOnSignals, isStopping } from "./lib/clean-up"
import { log } from "./lib/log"
import { startWorld } from "./lib/world"

/**
 * Boots the example store and stays up. Once it is ready, it writes one line of JSON to stdout; all other output goes to stderr.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: "string" }, json: { type: "boolean" }, admin: { type: "boolean" } } })
  const world = await startWorld({ admin: values.admin ?? false, ...(values.port ? { port: Number(values.port) } : {}) })
  await world.serveDashboard()
  const { store, gateway, facts, databaseUrl } = world
  const accounts = Object.fromEntries(
    Object.entries(gatewayAccounts(store.url, gateway.url)).map(([id, { url, dialect, credentials }]) => [
      id,
      { path: new URL(url).pathname, provider: dialect, ...(credentials as object) },
    ]),
  )
  const ready = { url: store.url, ...facts, gatewayUrl: gateway.url, accounts, databaseUrl }
  process.stdout.write(values.json ? `${JSON.stringify(ready)}\n` : `${JSON.stringify(ready, null, 2)}\n`)
  await store.exited
  if (!isStopping()) throw new Error(`The store ended by itself:\n${store.logs().slice(-40).join("\n")}`)
}

cleanUpOnSignals()
main().catch(async (error: unknown) => {
  if (isStopping()) return
  log(error instanceof Error ? error.message : String(error))
  await cleanUp()
  process.exit(1)
})
