import { execFile } from "node:child_process"
import { join } from "node:path"
import { exampleAccounts } from "../../../scripts/lib/accounts"
import { compileCache, medusaEnv } from "../../../scripts/lib/medusa"
import { root, storeDir } from "../../../scripts/lib/paths"
import type { PaymentNotificationOptions } from "../../../src"
import { endedWith, type Ended, type TestStore } from "../../setup"

export interface CommandOptions {
  readonly options?: PaymentNotificationOptions
  readonly env?: Record<string, string>
  /** Called with the process id as soon as there is one. */
  readonly onStart?: (pid: number) => void
}

/**
 * Runs a command in the store's directory, as its users do: another process on the same configuration and database. It takes seconds to
 * load Medusa; `world.command` runs the same command inside the store.
 */
export function runCommand(
  { url, databaseUrl, gateway }: Pick<TestStore, "url" | "databaseUrl" | "gateway">,
  args: readonly string[],
  { options, env = {}, onStart }: CommandOptions = {},
): Promise<Ended> {
  const command = join(root, ".medusa", "server", "src", "cli", "index.js")
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ["-r", compileCache, command, ...args],
      {
        cwd: storeDir,
        env: medusaEnv({
          DATABASE_URL: databaseUrl,
          GATEWAY_URL: gateway.client.url,
          PORT: new URL(url).port,
          ADMIN: "off",
          EXAMPLE_ACCOUNTS: JSON.stringify(exampleAccounts(url, gateway.client.url)),
          ...(options ? { PAYMENT_NOTIFICATIONS_OPTIONS: JSON.stringify(options) } : {}),
          ...env,
        }),
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        const code = error ? (typeof error.code === "number" ? error.code : -1) : 0
        resolve(endedWith({ code, stdout, stderr }))
      },
    )
    if (child.pid) onStart?.(child.pid)
  })
}
