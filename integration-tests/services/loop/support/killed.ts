import { spawn } from "node:child_process"
import { once } from "node:events"
import { root } from "../../../../scripts/lib/paths"
import type { Point } from "./die"

/** Runs a process of the store that is killed at a point; resolves when it is gone. Options are JSON, with `brokers` for Kafka. */
export async function killedAt(point: Point, databaseUrl: string, options: object, number = 1): Promise<void> {
  const script = require.resolve("./die.ts")
  const words = [point, databaseUrl, JSON.stringify(options), String(number)]
  const child = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", script, ...words], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  })
  expect(await once(child, "exit")).toEqual([null, "SIGKILL"])
}
