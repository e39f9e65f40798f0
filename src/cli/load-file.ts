import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import type * as Jiti from "jiti"
import { requirePackage } from "../services/packages/require-package"
import { UsageError } from "./usage-error"

/**
 * The value in a .json file, or the default export of a .ts, .js or .mjs one, which needs the package jiti. Throws UsageError with `exitCode`.
 */
export async function loadFile(file: string, exitCode?: number): Promise<unknown> {
  const path = resolve(file)
  try {
    if (path.endsWith(".json")) return JSON.parse(await readFile(path, "utf8"))
    const { createJiti } = requirePackage<typeof Jiti>("jiti", "a file that is no .json")
    return await createJiti(__filename).import(path, { default: true })
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, exitCode)
  }
}
