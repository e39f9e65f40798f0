import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

const folder = join(__dirname, "..", "..", "fixtures")

/** Names of a provider's recorded bodies. */
export const fixtureNames = (provider: string): string[] =>
  readdirSync(join(folder, provider))
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))

/** The bytes of one, without the newline that ends the file. */
export const fixture = (provider: string, name: string): Buffer =>
  Buffer.from(readFileSync(join(folder, provider, `${name}.json`), "utf8").trimEnd())
