import { readFileSync } from "node:fs"
import { join } from "node:path"
import { END, providerTable, BEGIN } from "../../scripts/lib/provider-table"
import { providers } from "../../src/services/providers/registry"

describe("the registry", () => {
  it("files every room under the room's own id", () => {
    expect([...providers].map(([id, room]) => [id, room.id])).toEqual([...providers.keys()].map((id) => [id, id]))
  })

  it("does not answer to what every object has", () => {
    expect(["toString", "constructor", "__proto__"].map((id) => providers.get(id))).toEqual([undefined, undefined, undefined])
  })
})

describe("the README", () => {
  /** Formatting pads a table's cells. */
  const bare = (table: string) => table.replace(/ +/g, " ").replace(/-{3,}/g, "---")

  it("shows the registry's table of providers; `npm run docs:providers` writes it", () => {
    const readme = readFileSync(join(__dirname, "..", "..", "README.md"), "utf8")
    expect(bare(readme.slice(readme.indexOf(BEGIN), readme.indexOf(END) + END.length))).toBe(bare(providerTable()))
  })
})
