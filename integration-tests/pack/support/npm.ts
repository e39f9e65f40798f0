import { runProcess } from "../../../scripts/lib/medusa"

const npmCli = (): [string, string[]] =>
  process.env.npm_execpath?.endsWith(".js") ? [process.execPath, [process.env.npm_execpath]] : ["npm", []]

/** npm as a newcomer runs it: the environment that this run's npm has set does not leak in. */
export async function npm(args: string[], cwd: string): Promise<void> {
  const [command, first] = npmCli()
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(?!config_(cache|registry))/i.test(name)))
  await runProcess(command, [...first, ...args], env, cwd)
}
