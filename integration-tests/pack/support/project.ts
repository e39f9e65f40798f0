import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { followParent, medusaEnv, runProcess } from "../../../scripts/lib/medusa"
import { root } from "../../../scripts/lib/paths"
import { npm } from "./npm"
import { packPlugin } from "./pack-plugin"
import { prefill } from "./prefill"

/** A Medusa project that knows the plugin from its tarball only. */
export interface FreshProject {
  readonly dir: string
  /** Command and arguments of the project's own Medusa CLI. */
  medusa(args: readonly string[]): [string, string[]]
  /** Runs the CLI to its end. */
  run(args: readonly string[], env: Record<string, string>): Promise<void>
  remove(): void
}

const installed = (name: string): string =>
  (JSON.parse(fs.readFileSync(path.join(root, "node_modules", name, "package.json"), "utf8")) as { version: string }).version

/** A new folder with Medusa and `others` at the versions that the plugin is tested with, the tarball, and these files. */
export async function createProject(files: Record<string, string>, others: readonly string[] = []): Promise<FreshProject> {
  const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "fresh-store-")))
  const tarball = path.join(dir, "plugin.tgz")
  fs.copyFileSync(await packPlugin(), tarball)
  const packages = ["@medusajs/medusa", "@medusajs/framework", "@medusajs/cli", ...others]
  const manifest = {
    name: "fresh-store",
    version: "0.0.0",
    private: true,
    dependencies: {
      ...Object.fromEntries(packages.map((name) => [name, installed(name)])),
      "medusa-payment-notifications": `file:${path.basename(tarball)}`,
    },
  }
  for (const [name, text] of Object.entries({ "package.json": JSON.stringify(manifest), ...files })) {
    fs.writeFileSync(path.join(dir, name), text)
  }
  prefill(dir, manifest)
  await npm(["install", "--prefer-offline", "--no-audit", "--no-fund"], dir)
  const command = (args: readonly string[]): [string, string[]] => [
    process.execPath,
    ["-r", followParent, path.join(dir, "node_modules", "@medusajs", "cli", "cli.js"), ...args],
  ]
  return {
    dir,
    medusa: command,
    run: (args, env) => runProcess(...command(args), medusaEnv(env), dir),
    remove: () => fs.rmSync(dir, { recursive: true, force: true }),
  }
}
