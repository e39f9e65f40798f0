import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { format, getFileInfo, resolveConfig } from "prettier"
import { generatedPages } from "./lib/docs/generated-pages"

const ROOT = join(__dirname, "..")

/** Writes the files that are made from the code: the README's table, options, providers, commands, the document of the HTTP API. */
async function main(): Promise<void> {
  for (const { file, text } of generatedPages(ROOT)) {
    const path = join(ROOT, file)
    const current = existsSync(path) ? readFileSync(path, "utf8") : ""
    const { ignored } = await getFileInfo(path, { ignorePath: join(ROOT, ".prettierignore") })
    const options = { ...(await resolveConfig(path)), filepath: path }
    writeFileSync(path, ignored ? text(current) : await format(text(current), options))
  }
}

void main()
