import fs from "node:fs"
import path from "node:path"
import { root } from "../paths"
import { bundledPackages } from "../runtime-packages"
import { table } from "./table"

interface Bundled {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly holders: readonly string[]
  /** The licence's text without its holders. */
  readonly terms: string
}

/** The packages that are bundled into the dashboard's pages, under which licences: they ask for their text to go along. */
export function bundledPage(): string {
  const packages = bundledPackages().map(read)
  const terms = [...new Set(packages.map((one) => one.terms).filter(Boolean))]
  const rows = packages.map(({ name, version, licence, holders }) => [`\`${name}\``, version, licence, holders.join("; ")])
  return `# Packages that are bundled

The plots of the dashboard's pages are made by [recharts](https://recharts.github.io). It is bundled into a part of the
pages of its own, which a browser loads with the first plot: a store installs none of these packages.

${table(["Package", "Version", "Licence", "Copyright"], rows)}

${terms.map((text) => `\`\`\`text\n${text}\n\`\`\``).join("\n\n")}`
}

function read(folder: string): Bundled {
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(root, folder, "package.json"), "utf8"))
  const file = fs.readdirSync(path.join(root, folder)).find((name) => /^licen[cs]e/i.test(name))
  const lines = file ? fs.readFileSync(path.join(root, folder, file), "utf8").split(/\r?\n/) : []
  const isHolder = (line: string) => /^\s*Copyright\b/.test(line)
  const terms = lines.filter((line) => !isHolder(line)).join(" ")
  return {
    name,
    version,
    licence: license,
    holders: lines.filter(isHolder).map((line) => line.trim()),
    terms: paragraphs(terms.replace(/\s+/g, " ").replace(/^ ?(?:The )?(?:MIT|ISC) License(?: \((?:MIT|ISC)\))? ?/i, "")),
  }
}

/** One text for equal terms that are broken into lines in different places. */
const paragraphs = (text: string): string =>
  text
    .trim()
    .split(" ")
    .reduce((lines: string[], word) => {
      const last = lines.at(-1)
      return last !== undefined && last.length + word.length < 100 ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, word]
    }, [])
    .join("\n")
