import { execFile } from "node:child_process"
import { join } from "node:path"
import type * as Commands from "../../../src/cli/main"

/** The command as it is built and installed. */
export const BIN = join(__dirname, "..", "..", "..", ".medusa", "server", "src", "cli", "index.js")

export interface Ended {
  readonly code: number
  /** stdout, parsed where it is a JSON object. */
  readonly json: any
  readonly stderr: string
}

const ended = (code: number, stdout: string, stderr: string): Ended => ({
  code,
  json: stdout.startsWith("{") ? JSON.parse(stdout) : stdout,
  stderr,
})

/** The built command in a process of its own, as its users run it: a second or more each. */
export const spawnCommand = (cwd: string, ...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [BIN, ...args], { cwd }, (error, stdout, stderr) => {
      resolve(ended(error ? Number(error.code) : 0, stdout, stderr))
    })
  })

let last: Promise<unknown> = Promise.resolve()

/** The same command in this process. One at a time: all of them write to the one stdout. */
export function runCommand(...args: string[]): Promise<Ended> {
  const next = last.then(() => runAlone(args))
  last = next.catch(() => undefined)
  return next
}

async function runAlone(args: string[]): Promise<Ended> {
  const { main } = (loaded ??= loadMain())
  heard = ""
  const stderr = jest.spyOn(process.stderr, "write").mockReturnValue(true)
  try {
    const code = await main(args)
    return ended(code, heard, stderr.mock.calls.map(([text]) => String(text)).join(""))
  } finally {
    stderr.mockRestore()
  }
}

let heard = ""
let loaded: typeof Commands | undefined

/** The commands save the stdout that they find when they are loaded: this one is listened to. */
function loadMain(): typeof Commands {
  const write = process.stdout.write
  process.stdout.write = (text: string | Uint8Array) => {
    heard += String(text)
    return true
  }
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would be hoisted
    return require("../../../src/cli/main") as typeof Commands
  } finally {
    process.stdout.write = write
  }
}
