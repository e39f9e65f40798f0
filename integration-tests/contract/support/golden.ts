import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

const folder = join(__dirname, "..", "golden")

/** JSON with bigints as text marked `n`, so that 2495 and "2495" stay apart. */
const toJson = (value: unknown): string =>
  `${JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? `${item}n` : item), 2)}\n`

/** Compares `value` with the committed file; `UPDATE_GOLDEN=1` writes it. Read it before you commit it. */
export function expectGolden(name: string, value: unknown): void {
  const file = join(folder, `${name}.json`)
  if (process.env.UPDATE_GOLDEN === "1") {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, toJson(value))
  }
  if (!existsSync(file))
    throw new Error(`${name} has no golden file; write it, or run once with UPDATE_GOLDEN=1 and read the result`)
  expect(JSON.parse(toJson(value))).toEqual(JSON.parse(readFileSync(file, "utf8")))
}
