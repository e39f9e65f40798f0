import { parseArgs } from "node:util"
import type * as WebPush from "web-push"
import { requirePackage } from "../../services/packages/require-package"
import type { Command } from "../command"
import { say, sayJson, warn } from "../print"

/** Makes the key pair that a shop shows to push services. */
export const vapid: Command = {
  usage: `payment-notifications vapid [--json]
  Prints a fresh key pair for Web Push as environment variables, or as JSON. Make one per store and keep it: browsers that subscribed
  with one pair are not reached with another. Exit code 0.`,
  run,
}

async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean", default: false } } })
  const webPush = requirePackage<typeof WebPush>("web-push", "payment-notifications vapid")
  const { publicKey, privateKey } = webPush.generateVAPIDKeys()
  if (values.json) {
    sayJson({ publicKey, privateKey })
    return 0
  }
  say(`VAPID_PUBLIC_KEY=${publicKey}\nVAPID_PRIVATE_KEY=${privateKey}`)
  warn(
    "The public key is for notifications.push.publicKey and the provider's vapid.publicKey; the private one for the provider only",
  )
  return 0
}
