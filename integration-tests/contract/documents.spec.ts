import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { generatedPages } from "../../scripts/lib/docs/generated-pages"
import { anchorsOf, brokenLinks, markdownFiles } from "../../scripts/lib/docs/links"
import { providers } from "../../src/services/providers/registry"

const ROOT = join(__dirname, "..", "..")
const read = (file: string) => readFileSync(join(ROOT, file), "utf8")

/** Formatting wraps lines and pads a table's cells. */
const bare = (text: string) => text.replace(/-{3,}/g, "---").replace(/\s+/g, " ").trim()

it.each(generatedPages(ROOT).map((page) => [page.file, page] as const))(
  "%s agrees with the code; `npm run docs:generate` writes it",
  (file, { text }) => {
    const current = read(file)
    expect(bare(current)).toBe(bare(text(current)))
  },
)

it("every link in a document leads to a file, and every anchor to a heading", () => {
  expect(brokenLinks(ROOT)).toEqual([])
})

it("finds all documents, and names headings as GitHub does", () => {
  expect(markdownFiles(ROOT).map((file) => file.slice(ROOT.length + 1))).toEqual(
    expect.arrayContaining(["README.md", "docs/README.md", "docs/adr/0002-store-then-acknowledge.md"]),
  )
  expect([...anchorsOf("# `a.b` and c's?\n\n```sh\n# no heading\n```\n\n## Twice\n\n## Twice\n")]).toEqual([
    "ab-and-cs",
    "twice",
    "twice-1",
  ])
})

it("every provider has a page", () => {
  expect([...providers.keys()].filter((id) => !existsSync(join(ROOT, "docs", "providers", `${id}.md`)))).toEqual([])
})

it("the page on personal data says of every table what it keeps", () => {
  const tables = [...read("schema.sql").matchAll(/^CREATE TABLE (\w+)/gm)].map(([, name]) => name!)
  const said = read("docs/operations/personal-data.md")

  expect(tables.length).toBeGreaterThan(15)
  expect(tables.filter((name) => !said.includes(`\`${name}\``))).toEqual(["payment_notification_migration"])
})

it("the README can be read in one go, and no document is wider than 120 columns outside tables, code and pictures", () => {
  expect(read("README.md").split("\n").length).toBeLessThanOrEqual(151)
  const wide = markdownFiles(ROOT).flatMap((file) =>
    readFileSync(file, "utf8")
      .replace(/^ *```[\s\S]*?^ *```/gm, "")
      .split("\n")
      .filter((line) => !/^\s*([|<]|\S*$)/.test(line) && displayWidth(line) > 120)
      .map((line) => `${file.slice(ROOT.length + 1)}: ${line}`),
  )
  expect(wide).toEqual([])
})

/** Chinese and Japanese characters take two columns. */
const displayWidth = (line: string) => [...line].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0)
