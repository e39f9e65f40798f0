import path from "node:path"
import { gzipSync } from "node:zlib"
import { build } from "esbuild"

/** The bundle that a storefront makes of an entry: everything that it imports, but React. */
async function bundle(entry: string): Promise<Uint8Array> {
  const { outputFiles, metafile } = await build({
    entryPoints: [path.join(__dirname, "..", entry)],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    target: "es2020",
    platform: "browser",
    external: ["react"],
  })
  const imports = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path))
  expect(imports.filter((name) => name !== "react")).toEqual([])
  return outputFiles[0]!.contents
}

it.each(["index.ts", "react.ts"])("%s has less than 3 kB with all that it imports, compressed", async (entry) => {
  expect(gzipSync(await bundle(entry), { level: 9 }).length).toBeLessThan(3_000)
})

it("imports nothing in a storefront without React, and no Node.js at all", async () => {
  const text = Buffer.from(await bundle("index.ts")).toString()

  expect(text).not.toMatch(/\bimport\b|\brequire\b|node:|process\.|Buffer/)
})
