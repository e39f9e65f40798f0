#!/usr/bin/env node
import { doctor } from "./commands/doctor"
import { inspect } from "./commands/inspect"
import { preview } from "./commands/preview"
import { reconcile } from "./commands/reconcile"
import { replay } from "./commands/replay"
import { send } from "./commands/send"
import { status } from "./commands/status"
import { vapid } from "./commands/vapid"
import { say, warn } from "./print"
import { UsageError } from "./usage-error"

/** A command takes its arguments and resolves to the exit code. */
export interface Command {
  readonly usage: string
  run(args: readonly string[]): Promise<number>
}

const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({ inspect, send, preview, status, doctor, reconcile, replay, vapid }),
)

const usage = (): string =>
  ["payment-notifications <command>", ...[...commands.values()].map((command) => command.usage)].join("\n\n")

async function main([name = "", ...args]: readonly string[]): Promise<number> {
  const command = commands.get(name)
  if (!command) {
    const asked = ["", "help", "--help", "-h"].includes(name)
    if (!asked) warn(`there is no command "${name}"`)
    say(usage())
    return asked ? 0 : 1
  }
  if (args.includes("--help") || args.includes("-h")) {
    say(command.usage)
    return 0
  }
  return command.run(args)
}

main(process.argv.slice(2))
  .catch((error: unknown) => {
    warn(error instanceof Error ? error.message : String(error))
    return error instanceof UsageError ? error.exitCode : 1
  })
  .then((code) => {
    process.exitCode = code
  })
