import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { format, resolveConfig } from "prettier"
import { generatedPages } from "./lib/docs/generated-pages"

const ROOT = join(__dirname, "..")

/** Writes the pages that are made from the code: the README's table, options, providers, commands. */
async function main(): Promise<void> {
  for (const { file, text } of generatedPages(ROOT)) {
    const path = join(ROOT, file)
    const current = existsSync(path) ? readFileSync(path, "utf8") : ""
    writeFileSync(path, await format(text(current), { ...(await resolveConfig(path)), filepath: path }))
  }
}

void main()
