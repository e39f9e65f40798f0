import fs from "node:fs"
import path from "node:path"
import { transformSync } from "esbuild"
import { buildAdmin } from "../../scripts/lib/build"
import { root } from "../../scripts/lib/paths"

const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"))

/** Minified, without plots. Whoever opens the dashboard loads them on every page. */
const MOST_BYTES = 150_000

const bundleOf = (entry: string): string => fs.readFileSync(path.join(root, entry), "utf8")

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
  const bundle = bundleOf(manifest.exports["./admin"].import)

  expect(bundle).not.toMatch(/new QueryClient\(|createContext\(/)
  expect(minified(bundle)).toBeLessThan(MOST_BYTES)
})

it("imports what a store's dashboard has, and names it as a peer", () => {
  const imported = [...bundleOf(manifest.exports["./admin"].import).matchAll(/(?:from|import) "([^"]+)"/g)].map(
    ([, name]) => name!,
  )
  const packages = [
    ...new Set(
      imported.map((name) =>
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
