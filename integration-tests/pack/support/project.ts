import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { medusaEnv, runProcess } from "../../../scripts/lib/medusa"
import { root } from "../../../scripts/lib/paths"

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

const npmCli = (): [string, string[]] =>
  process.env.npm_execpath?.endsWith(".js") ? [process.execPath, [process.env.npm_execpath]] : ["npm", []]

/** npm as a newcomer runs it: what this run's npm put into the environment does not leak in. */
async function npm(args: string[], cwd: string): Promise<void> {
  const [command, first] = npmCli()
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(?!config_(cache|registry))/i.test(name)))
  await runProcess(command, [...first, ...args], env, cwd)
}

/** Packs the plugin as it is built, without building it again: a running store may be reading the very files. */
export async function packPlugin(into: string): Promise<string> {
  await npm(["pack", "--ignore-scripts", "--pack-destination", into], root)
  const tarball = fs.readdirSync(into).find((name) => name.endsWith(".tgz"))
  if (!tarball) throw new Error(`npm pack left no tarball in ${into}`)
  return path.join(into, tarball)
}

/** A new folder with Medusa at the version that the plugin is tested with, the tarball, and these files. */
export async function createProject(files: Record<string, string>): Promise<FreshProject> {
  const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "fresh-store-")))
  const tarball = await packPlugin(dir)
  const medusa = ["@medusajs/medusa", "@medusajs/framework", "@medusajs/cli"]
  const manifest = {
    name: "fresh-store",
    version: "0.0.0",
    private: true,
    dependencies: {
      ...Object.fromEntries(medusa.map((name) => [name, installed(name)])),
      "medusa-payment-notifications": `file:${path.basename(tarball)}`,
    },
  }
  for (const [name, text] of Object.entries({ "package.json": JSON.stringify(manifest), ...files })) {
    fs.writeFileSync(path.join(dir, name), text)
  }
  await npm(["install", "--prefer-offline", "--no-audit", "--no-fund"], dir)
  const command = (args: readonly string[]): [string, string[]] => [
    process.execPath,
    [path.join(dir, "node_modules", "@medusajs", "cli", "cli.js"), ...args],
  ]
  return {
    dir,
    medusa: command,
    run: (args, env) => runProcess(...command(args), medusaEnv(env), dir),
    remove: () => fs.rmSync(dir, { recursive: true, force: true }),
  }
}
