import { parseArgs } from "node:util"
import webPush from "web-push"
import { demoData } from "../examples/store/src/demo-data"
import { dialects } from "../src/testing"
import { cleanUp, cleanUpOnSignals, isStopping } from "./lib/clean-up"
import { freePortNear } from "./lib/free-port"
import { log } from "./lib/log"
import { buyOnce } from "./lib/purchase"
import { startWorld, type WorldOptions } from "./lib/world"

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
  const port = values.port ? Number(values.port) : 9000
  const world = await startWorld(values.once ? { port } : { port, admin: true, ...(await storefront()) })
  const { email, password } = demoData.admin

  say()
  say("One purchase, over real HTTP:")
  for (const { at, what } of await buyOnce(world, values.provider, (line) => log(line))) say(`  ${at.padStart(9)}  ${what}`)
  if (values.once) return
  const storefrontUrl = await world.serveStorefront()
  say()
  say(`Storefront  ${storefrontUrl}   (or as a customer: ${demoData.customer.email} / ${demoData.customer.password})`)
  await world.serveDashboard()
  say(`Store       ${world.store.url}`)
  say(`Dashboard   ${world.store.url}/app   (${email} / ${password})`)
  say(`Gateway     ${world.gateway.url}/mailbox`)
  say(`Database    ${world.databaseUrl}`)
  say()
  say("Ctrl-C stops everything.")
  await world.store.exited
  if (!isStopping()) throw new Error(`The store ended by itself:\n${world.store.logs().slice(-40).join("\n")}`)
}

/** A port for the storefront, and the push messages that it offers: with a key pair of this run's own. */
async function storefront(): Promise<Pick<WorldOptions, "storefrontPort" | "env">> {
  const storefrontPort = await freePortNear(8000)
  const url = `http://127.0.0.1:${storefrontPort}`
  const vapid = webPush.generateVAPIDKeys()
  const notifications = {
    shop: { name: "Example Store", url },
    channels: { customer: ["email", "push"] },
    links: { order: `${url}/#/order/{order_id}/{cart_id}`, pay: `${url}/#/pay/{cart_id}`, preferences: `${url}/#/account` },
    push: { publicKey: vapid.publicKey },
  }
  const provider = {
    resolve: "medusa-payment-notifications/providers/notification-web-push",
    id: "web-push",
    options: { channels: ["push"], vapid: { subject: "mailto:shop@example.com", ...vapid } },
  }
  return {
    storefrontPort,
    env: {
      PAYMENT_NOTIFICATIONS_OPTIONS: JSON.stringify({ notifications }),
      NOTIFICATION_PROVIDERS: JSON.stringify([provider]),
    },
  }
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
