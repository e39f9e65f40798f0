import { parseArgs } from "node:util"
import { demoData } from "../examples/store/src/demo-data"
import { dialects } from "../src/testing"
import { cleanUp, cleanUpOnSignals, isStopping } from "./lib/clean-up"
import { log } from "./lib/log"
import { buyOnce } from "./lib/purchase"
import { startWorld } from "./lib/world"

const say = (line = "") => process.stdout.write(`${line}\n`)

/**
 * Boots a store with its dashboard, buys something, and shows the timeline. With `--once` it ends there; `--provider` chooses the
 * provider that pays.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: "string" }, once: { type: "boolean" }, provider: { type: "string", default: "stripe" } },
  })
  if (!Object.hasOwn(dialects, values.provider)) {
    throw new Error(`There is no provider "${values.provider}"; use one of ${Object.keys(dialects).join(", ")}`)
  }
  const world = await startWorld({ admin: !values.once, port: values.port ? Number(values.port) : 9000 })
  const { email, password } = demoData.admin

  say()
  say("One purchase, over real HTTP:")
  for (const { at, what } of await buyOnce(world, values.provider, (line) => log(line))) say(`  ${at.padStart(9)}  ${what}`)
  if (values.once) return
  await world.serveDashboard()
  say()
  say(`Store       ${world.store.url}`)
  say(`Dashboard   ${world.store.url}/app   (${email} / ${password})`)
  say(`Gateway     ${world.gateway.url}/mailbox`)
  say(`Database    ${world.databaseUrl}`)
  say()
  say("Ctrl-C stops everything.")
  await world.store.exited
  if (!isStopping()) throw new Error(`The store ended by itself:\n${world.store.logs().slice(-40).join("\n")}`)
}

cleanUpOnSignals()
main()
  .then(async () => {
    if (isStopping()) return
    await cleanUp()
    process.exit(0)
  })
  .catch(async (error: unknown) => {
    if (isStopping()) return
    log(`failed: ${error instanceof Error ? error.message : String(error)}`)
    await cleanUp()
    process.exit(1)
  })
