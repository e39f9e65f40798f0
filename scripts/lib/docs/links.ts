import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { dirname, join, relative } from "node:path"

const SKIPPED = new Set(["node_modules", ".git", ".medusa", ".cache", "coverage"])

/** Every Markdown file below a folder. */
export function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return markdownFiles(path)
    return entry.name.endsWith(".md") ? [path] : []
  })
}

/** `docs/a.md: b.md#c` for every link in the repository's own documents that leads to no file, or to no heading in it. */
export function brokenLinks(root: string): string[] {
  return markdownFiles(root).flatMap((file) =>
    linksOf(withoutCode(readFileSync(file, "utf8")))
      .filter((link) => !leadsSomewhere(file, link))
      .map((link) => `${relative(root, file)}: ${link}`),
  )
}

const withoutCode = (text: string): string => text.replace(/^ *(```+)[^`][\s\S]*?^ *\1 *$|^ *(```+)\n[\s\S]*?^ *\2 *$/gm, "")

/** Links and pictures in Markdown, and the targets of `href`, `src` and `srcset` in HTML. External URLs are not checked. */
function linksOf(text: string): string[] {
  const prose = text.replace(/`[^`\n]*`/g, "")
  const found = [...prose.matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)/g), ...prose.matchAll(/(?:href|src|srcset)="([^"]+)"/g)]
  return found.map(([, link]) => link!).filter((link) => !/^[a-z]+:/.test(link))
}

function leadsSomewhere(file: string, link: string): boolean {
  const [path, anchor] = link.split("#")
  const target = path ? join(dirname(file), decodeURIComponent(path)) : file
  if (!existsSync(target)) return false
  if (anchor === undefined) return true
  return statSync(target).isFile() && anchorsOf(readFileSync(target, "utf8")).has(anchor)
}

/** The anchors that GitHub gives the headings of a page. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>()
  for (const [, heading] of withoutCode(text).matchAll(/^#{1,6} +(.+)$/gm)) {
    const slug = slugOf(heading!)
    let anchor = slug
    for (let repeat = 1; anchors.has(anchor); repeat++) anchor = `${slug}-${repeat}`
    anchors.add(anchor)
  }
  return anchors
}

const slugOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .trim()
    .replaceAll(" ", "-")
