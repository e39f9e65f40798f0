import { execFileSync, spawnSync } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { build } from "esbuild"
import { root } from "../../scripts/lib/paths"
import { packPlugin } from "./support/pack-plugin"

/** A storefront: an ESM project that has the tarball's files, and React, and nothing else. */
let project: string
const NAME = "medusa-payment-notifications"

beforeAll(async () => {
  project = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "storefront-")))
  const modules = path.join(project, "node_modules")
  fs.mkdirSync(path.join(modules, NAME), { recursive: true })
  execFileSync("tar", ["-xzf", await packPlugin(), "-C", path.join(modules, NAME), "--strip-components=1"])
  for (const name of ["react", "loose-envify", "js-tokens"]) {
    fs.cpSync(path.join(root, "node_modules", name), path.join(modules, name), { recursive: true })
  }
  fs.writeFileSync(path.join(project, "package.json"), JSON.stringify({ name: "storefront", type: "module" }))
}, 600_000)

afterAll(() => fs.rmSync(project, { recursive: true, force: true }))

const write = (file: string, text: string) => {
  fs.writeFileSync(path.join(project, file), text)
  return path.join(project, file)
}

it("is imported by an ESM project, with all its names", () => {
  const file = write(
    "names.js",
    `import * as client from "${NAME}/storefront"
     import * as hook from "${NAME}/storefront/react"
     console.log(JSON.stringify([Object.keys(client), Object.keys(hook)]))`,
  )
  expect(JSON.parse(execFileSync(process.execPath, [file], { encoding: "utf8" }))).toEqual([
    ["PaymentStatusError", "isFinal", "paymentStatuses", "watchCustomerPayments", "watchPayment"],
    ["usePaymentStatus"],
  ])
})

it("is bundled for a browser, without a module of Node.js and without what is not used", async () => {
  const entry = write("page.js", `import { isFinal } from "${NAME}/storefront"\nglobalThis.isFinal = isFinal`)
  const { outputFiles, warnings } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    platform: "browser",
  })

  expect(warnings).toEqual([])
  expect(outputFiles[0]!.text).toContain("canceled")
  expect(outputFiles[0]!.text).not.toMatch(/fetch|TextDecoder/)
})

it.each(["node20", "esnext --moduleResolution bundler"])(
  "has types that resolve with module %s",
  (module) => {
    const file = write(
      "types.ts",
      `import { watchPayment, type PaymentStatus } from "${NAME}/storefront"
     import { usePaymentStatus } from "${NAME}/storefront/react"
     const store = { baseUrl: "", publishableKey: "" }
     export const status: Promise<PaymentStatus | undefined> = watchPayment({ cartId: "cart_1" }, { store })
     export const wrong: number = usePaymentStatus({ cartId: "cart_1" }, { store }).status`,
    )
    const options = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom", "--module", ...module.split(" ")]
    const { stdout } = spawnSync(process.execPath, [require.resolve("typescript/bin/tsc"), ...options, file], {
      cwd: project,
      encoding: "utf8",
    })
    const errors = stdout.split("\n").filter((line) => line.includes("error"))

    expect(errors).toEqual([expect.stringContaining("Type 'PaymentStatus | null' is not assignable to type 'number'")])
  },
  60_000,
)
