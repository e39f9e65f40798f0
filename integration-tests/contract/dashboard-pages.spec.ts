import fs from "node:fs"
import path from "node:path"
import { transformSync } from "esbuild"
import { buildAdmin } from "../../scripts/lib/build"
import { root } from "../../scripts/lib/paths"

const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"))

/** Minified. Whoever opens the dashboard loads them on every page. */
const MOST_BYTES = 150_000
/** Minified: the texts of pages that few people open. */
const MOST_LATER_BYTES = 80_000
/** Minified: what a browser loads with the first plot. */
const MOST_PLOT_BYTES = 500_000

/** A part's name ends in a hyphen and eight characters, of which any may be a hyphen, too. */
const HASH = 9

const bundleOf = (entry: string): string => fs.readFileSync(path.join(root, entry), "utf8")

const index = () => bundleOf(manifest.exports["./admin"].import)

/** The parts that are loaded later, as modules: those that the index, or one of them, imports when they are needed. */
function parts(): { name: string; text: string }[] {
  const folder = path.join(path.dirname(manifest.exports["./admin"].import), "_chunks")
  const found = new Map<string, string>()
  for (let left = [index()]; left.length;) {
    const names = left.flatMap((text) => [...text.matchAll(/"\.\/(?:_chunks\/)?([\w-]+)"/g)].map(([, name]) => name!))
    left = names
      .filter((name) => !found.has(name))
      .map((name) => {
        found.set(name, bundleOf(path.join(folder, name)))
        return found.get(name)!
      })
  }
  return [...found].map(([name, text]) => ({ name, text }))
}

/** Bytes, as a store's dashboard is built: Vite leaves letters beyond ASCII as they are. */
const minified = (code: string): number =>
  Buffer.byteLength(transformSync(code, { minify: true, loader: "js", charset: "utf8" }).code)

beforeAll(() => buildAdmin(), 120_000)

it("is found by Medusa, as a module and, for Tailwind's scan of class names, as CommonJS", () => {
  expect(manifest.exports["./admin"]).toEqual({
    import: "./.medusa/server/src/admin/index.mjs",
    require: "./.medusa/server/src/admin/index.js",
    default: "./.medusa/server/src/admin/index.js",
  })
  for (const entry of Object.values<string>(manifest.exports["./admin"]))
    expect(bundleOf(entry)).toContain("payment-notifications:bell")
})

it("brings no second dashboard along: its QueryClient and contexts would not be the page's", () => {
  expect(index()).not.toMatch(/new QueryClient\(|createContext\(/)
  expect(minified(index())).toBeLessThan(MOST_BYTES)
})

it("loads the texts of pages that few people open with the first of them", () => {
  expect(index()).not.toContain("DSR, delivery success rate")
  const [texts, ...others] = parts().filter(({ text }) => text.includes("DSR, delivery success rate"))
  expect([texts?.name.slice(0, -HASH), ...others]).toEqual(["later"])
  expect(minified(texts!.text)).toBeLessThan(MOST_LATER_BYTES)
})

it("loads the plots' library with the first plot, and not with every page", () => {
  const [plot, ...others] = parts().filter(({ text }) => text.includes("recharts"))
  expect([plot?.name.slice(0, -HASH), ...others.map(({ name }) => name)]).toEqual(["plot"])
  expect(index()).not.toContain("recharts")
  expect(plot!.text).not.toContain("new QueryClient(")
  expect(minified(plot!.text)).toBeLessThan(MOST_PLOT_BYTES)
})

it("keeps all pages in the index, and each part to itself: in a part, Tailwind does not look for classes", () => {
  expect(index()).toContain("ui-fg-subtle")
  for (const { text } of parts()) expect(text).not.toMatch(/ui-fg-|from "\.\.?\/"|from "\.\.\/index/)
  expect(fs.readFileSync(path.join(root, "src/admin/components/figures/plot.tsx"), "utf8")).not.toContain("className")
})

it("imports what a store's dashboard has, and names it as a peer", () => {
  const imported = [index(), ...parts().map(({ text }) => text)].flatMap((bundle) =>
    [...bundle.matchAll(/^(?:import|export) (?:.* from )?"([^"]+)"/gm)].map(([, name]) => name!),
  )
  const packages = [
    ...new Set(
      imported
        .filter((name) => !name.startsWith("."))
        .map((name) =>
          name
            .split("/")
            .slice(0, name.startsWith("@") ? 2 : 1)
            .join("/"),
        ),
    ),
  ]

  expect(packages.length).toBeGreaterThan(5)
  const declared = { ...manifest.peerDependencies, ...manifest.dependencies }
  expect(packages.filter((name) => !Object.hasOwn(declared, name))).toEqual([])
})
