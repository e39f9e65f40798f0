import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import path from "node:path"
import { preProcessFile } from "typescript"

const ROOT = path.resolve(__dirname, "..")

const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes("__tests__") && !file.startsWith("admin"))
  .map((file) => path.join(ROOT, file))

function resolve(from: string, specifier: string): string | undefined {
  const base = path.resolve(path.dirname(from), specifier)
  return [base, `${base}.ts`, `${base}.tsx`, path.join(base, "index.ts")].find(
    (file) => existsSync(file) && statSync(file).isFile(),
  )
}

/** Imports and re-exports of each file, those of types alone included: `import-x/no-cycle` passes over them. */
const imports = new Map(
  files.map((file) => [
    file,
    preProcessFile(readFileSync(file, "utf8"))
      .importedFiles.map(({ fileName }) => fileName)
      .filter((specifier) => specifier.startsWith("."))
      .flatMap((specifier) => resolve(file, specifier) ?? []),
  ]),
)

/** The first circle found from each file that was not walked before, as a path back to where it began. */
function findCircles(): string[] {
  const done = new Set<string>()
  const way: string[] = []
  const circles: string[] = []
  const walk = (file: string): void => {
    if (done.has(file)) return
    const at = way.indexOf(file)
    if (at >= 0) {
      circles.push([...way.slice(at), file].map((step) => path.relative(ROOT, step)).join(" → "))
      return
    }
    way.push(file)
    for (const imported of imports.get(file) ?? []) walk(imported)
    way.pop()
    done.add(file)
  }
  for (const file of files) walk(file)
  return circles
}

it("reads the imports, of types too", () => {
  const repository = path.join(ROOT, "services/store/payment-repository.ts")
  expect(imports.get(repository)).toContain(path.join(ROOT, "services/store/entities/index.ts"))
})

it("has no circle of files, not by types either: each can be read after the ones that it imports", () => {
  expect(findCircles()).toEqual([])
})
