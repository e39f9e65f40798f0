import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { format, resolveConfig } from "prettier"
import { withProviderTable } from "./lib/provider-table"

/** Writes the README's table of providers. */
async function main(): Promise<void> {
  const file = join(__dirname, "..", "README.md")
  const text = withProviderTable(readFileSync(file, "utf8"))
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }))
}

void main()
