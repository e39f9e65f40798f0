import { execFile } from "node:child_process"
import { join } from "node:path"
import { medusaEnv } from "../../scripts/lib/medusa"
import { root, storeDir } from "../../scripts/lib/paths"
import type { PaymentNotificationOptions } from "../../src"
import type { Bench } from "./lab"

const CLI = join(root, ".medusa", "server", "src", "cli", "index.js")

/** The output of `reconcile --json`, as far as it is read here. */
export interface ReconcileOutput {
  readonly code: number
  readonly run: { readonly checked: number; readonly calls: number; readonly failed: number }
  readonly findings: readonly { readonly payment_session_id: string; readonly state: string }[]
}

/** The environment of a store, or of a command in it, in which one account can be asked and no other. */
export const oneAccount = (options: PaymentNotificationOptions) => ({
  EXAMPLE_ACCOUNTS: "[]",
  PAYMENT_NOTIFICATIONS_OPTIONS: JSON.stringify(options),
})

/** Runs the command on a bench's database, as a person does in the store's root, to its end. */
export function runReconcile(
  { lab, databaseUrl }: Bench,
  options: PaymentNotificationOptions,
  args: readonly string[],
): Promise<ReconcileOutput> {
  const env = medusaEnv({ DATABASE_URL: databaseUrl, GATEWAY_URL: lab.gateway.url, ADMIN: "off", ...oneAccount(options) })
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [CLI, "reconcile", ...args, "--json"],
      { cwd: storeDir, env, maxBuffer: 1024 ** 3 },
      (error, stdout, stderr) => {
        if (!stdout.startsWith("{")) return reject(new Error(`the command printed no JSON:\n${stderr.slice(-2_000)}`))
        resolve({ code: Number(error?.code ?? 0), ...JSON.parse(stdout) })
      },
    )
  })
}
