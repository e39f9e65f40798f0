import { spawnSync } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { filesBelow } from "../../scripts/lib/files"
import { root } from "../../scripts/lib/paths"
import { migrations } from "../../src/services/store/migrations"
import { packPlugin } from "./support/pack-plugin"

let folder: string
let files: string[]

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "payment-notifications-pack-"))
  const { status, stderr } = spawnSync("tar", ["-xzf", await packPlugin(), "-C", folder], { encoding: "utf8" })
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
  const content = path.join(folder, "package")
  files = filesBelow(content).map((file) => path.relative(content, file).split(path.sep).join("/"))
}, 600_000)

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

it("contains a store's files", () => {
  for (const file of ["package.json", "README.md", "LICENSE", "CHANGELOG.md", "schema.sql"]) expect(files).toContain(file)
  expect(files).toContain("alerts/payment-notifications.rules.yml")
  // Files that the alerts and the documents refer to.
  expect(files).toContain("docs/operations/runbook.md")
  expect(files).toContain("docs/guides/notifications/web-push.md")
  expect(files).toContain("examples/storefront/payment-notifications-sw.js")
  const built = (file: string) => `.medusa/server/src/${file}`
  for (const file of [
    "index.js",
    "index.d.ts",
    "testing/index.js",
    "workflows/index.js",
    "modules/payment-notification/index.js",
    "admin/index.mjs",
    "admin/index.js",
  ]) {
    expect(files).toContain(built(file))
  }
  expect(files.filter((file) => file.startsWith(built("migrations/")) && file.endsWith(".js"))).toHaveLength(migrations.length)
})

it("contains no tests, no sources and nothing of this repository's own", () => {
  expect(files.filter((file) => /__tests__|\.(spec|test)\.|\.env|node_modules|tsbuildinfo/.test(file))).toEqual([])
  expect(files.filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))).toEqual([])
  // Pictures are looked at where the repository is; they would be most of the package.
  expect(files.filter((file) => file.endsWith(".png"))).toEqual([])
  expect(files.filter((file) => /^(integration-tests|examples\/(?!storefront\/)|benchmarks|scripts)\//.test(file))).toEqual([])
})

it("contains the very code that every other test runs, with all declarations", () => {
  const built = path.join(".medusa", "server", "src")
  const code = (folder: string) =>
    filesBelow(path.join(folder, built))
      // The dashboard's pages are bundled for a browser; the store runs none of them.
      .filter((file) => file.endsWith(".js") && !file.startsWith(path.join(folder, built, "admin") + path.sep))
      .map((file) => [path.relative(folder, file), fs.readFileSync(file, "utf8")])
  const packed = code(path.join(folder, "package"))

  expect(packed.length).toBeGreaterThan(100)
  expect(Object.fromEntries(packed)).toEqual(Object.fromEntries(code(root)))
  for (const [file] of packed) expect(fs.existsSync(path.join(folder, "package", file!.replace(/js$/, "d.ts")))).toBe(true)
})
