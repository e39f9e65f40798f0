import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import { createJiti } from "jiti"
import { UsageError } from "./usage-error"

/** The value in a .json file, or the default export of a .ts, .js or .mjs one. Throws UsageError with `exitCode`. */
export async function loadFile(file: string, exitCode?: number): Promise<unknown> {
  const path = resolve(file)
  try {
    if (path.endsWith(".json")) return JSON.parse(await readFile(path, "utf8"))
    return await createJiti(__filename).import(path, { default: true })
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, exitCode)
  }
}
