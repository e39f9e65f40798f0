import type { Command } from "./command"
import { say, warn } from "./print"
import { UsageError } from "./usage-error"

const NAMES = [
  "inspect",
  "send",
  "preview",
  "status",
  "doctor",
  "reconcile",
  "replay",
  "deliveries",
  "erase",
  "mcp",
  "vapid",
  "uninstall",
] as const

type Name = (typeof NAMES)[number]

const isName = (name: string): name is Name => NAMES.some((known) => known === name)

/** Loads a command on demand: the imports of a command that needs a store take a second, and `vapid` needs none of them. */
function load(name: Name): Command {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import() would be one of an ES module, and asynchronous
  return (require(`./commands/${name}`) as Record<Name, Command>)[name]
}

const usage = (): string => ["payment-notifications <command>", ...NAMES.map((name) => load(name).usage)].join("\n\n")

/**
 * Runs the command that the arguments name and resolves to the exit code. An error is one line on stderr; the promise never
 * rejects.
 */
export async function main(args: readonly string[]): Promise<number> {
  try {
    return await dispatch(args)
  } catch (error) {
    warn(error instanceof Error ? error.message : String(error))
    return error instanceof UsageError ? error.exitCode : 1
  }
}

async function dispatch([name = "", ...args]: readonly string[]): Promise<number> {
  if (!isName(name)) {
    const asked = ["", "help", "--help", "-h"].includes(name)
    if (!asked) warn(`there is no command "${name}"`)
    say(usage())
    return asked ? 0 : 1
  }
  const command = load(name)
  if (args.includes("--help") || args.includes("-h")) {
    say(command.usage)
    return 0
  }
  return command.run(args)
}
