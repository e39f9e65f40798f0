import type { Command } from "./command"
import { say, warn } from "./print"
import { UsageError } from "./usage-error"

/** Each is loaded when it is asked for: what one of them needs of a store takes a second, and `vapid` needs none of it. */
const commands: ReadonlyMap<string, () => Promise<Command>> = new Map(
  Object.entries({
    inspect: async () => (await import("./commands/inspect")).inspect,
    send: async () => (await import("./commands/send")).send,
    preview: async () => (await import("./commands/preview")).preview,
    status: async () => (await import("./commands/status")).status,
    doctor: async () => (await import("./commands/doctor")).doctor,
    reconcile: async () => (await import("./commands/reconcile")).reconcile,
    replay: async () => (await import("./commands/replay")).replay,
    vapid: async () => (await import("./commands/vapid")).vapid,
  }),
)

async function usage(): Promise<string> {
  const loaded = await Promise.all([...commands.values()].map((load) => load()))
  return ["payment-notifications <command>", ...loaded.map((command) => command.usage)].join("\n\n")
}

/** Runs the command that the arguments name and resolves to the exit code; an error is one line on stderr and never rejects. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    return await dispatch(args)
  } catch (error) {
    warn(error instanceof Error ? error.message : String(error))
    return error instanceof UsageError ? error.exitCode : 1
  }
}

async function dispatch([name = "", ...args]: readonly string[]): Promise<number> {
  const load = commands.get(name)
  if (!load) {
    const asked = ["", "help", "--help", "-h"].includes(name)
    if (!asked) warn(`there is no command "${name}"`)
    say(await usage())
    return asked ? 0 : 1
  }
  const command = await load()
  if (args.includes("--help") || args.includes("-h")) {
    say(command.usage)
    return 0
  }
  return command.run(args)
}
