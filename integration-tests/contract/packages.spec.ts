import fs from "node:fs"
import path from "node:path"
import { filesBelow } from "../../scripts/lib/files"
import { root } from "../../scripts/lib/paths"
import { optionalPeers, runtimePackages } from "../../scripts/lib/runtime-packages"

const packages = runtimePackages()

it("brings at most 45 packages and 25 MB beyond Medusa's own", () => {
  expect(packages.length).toBeGreaterThan(10)
  expect(packages.length).toBeLessThanOrEqual(45)
  expect(packages.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(25 * 1024 * 1024)
})

it("brings no package that only some stores need", () => {
  const names = packages.map(({ folder }) => folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length))
  expect(names.filter((name) => optionalPeers().includes(name))).toEqual([])
})

it("loads an optional package only where it is used, never with the code around it", () => {
  const loads = new RegExp(
    `^import (?!type ).*from "(?:${optionalPeers().join("|")})["/]|require\\("(?:${optionalPeers().join("|")})["/]`,
  )
  // The dashboard's pages run in a browser, where the dashboard has what they import.
  const apart = [`${path.sep}__tests__${path.sep}`, path.join(root, "src", "admin") + path.sep]
  const eager = filesBelow(path.join(root, "src"))
    .filter((file) => file.endsWith(".ts") && !apart.some((folder) => file.includes(folder)))
    .filter((file) =>
      fs
        .readFileSync(file, "utf8")
        .split("\n")
        .some((line) => loads.test(line)),
    )
  expect(eager.map((file) => path.relative(root, file))).toEqual([])
})

it("names in docs/guides/packages.md who needs each optional package", () => {
  const page = fs.readFileSync(path.join(root, "docs", "guides", "packages.md"), "utf8")
  expect(optionalPeers().filter((name) => !page.includes(`\`${name}\``))).toEqual([])
})

it("has no folder that Medusa's build leaves out: a route in it would not be in the package", () => {
  const left = ["test", "unit-tests", "integration-tests"]
  const isLeftOut = (file: string) => file.split(path.sep).some((part) => left.includes(part))
  const files = filesBelow(path.join(root, "src")).map((file) => path.relative(root, file))
  expect(files.filter(isLeftOut)).toEqual([])
})
