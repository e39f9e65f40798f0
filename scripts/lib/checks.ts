import path from "node:path"
import { cacheDir } from "./paths"
import type { Step } from "./steps"

/** A program that its package does not export. */
const programOf = (name: string, file: string) => path.join(path.dirname(require.resolve(`${name}/package.json`)), "bin", file)

const at = (name: string) => path.join(cacheDir, name)

/** Types of everything; results for unchanged files are reused. */
export const types: Step = { name: "types", program: "typescript/bin/tsc", args: ["-p", "tsconfig.check.json"] }

/** The example storefront's, which are a browser's. */
export const storefrontTypes: Step = {
  name: "types of the storefront",
  program: "typescript/bin/tsc",
  args: ["-p", path.join("examples", "storefront")],
}

/** The dashboard's pages', which are a browser's, too. */
export const adminTypes: Step = {
  name: "types of the dashboard's pages",
  program: "typescript/bin/tsc",
  args: ["-p", path.join("src", "admin")],
}

/** A file's verdict holds as long as its content does: a rule reports a fault of an import in the file that imports. */
export const lint = (files: readonly string[] = ["."]): Step => ({
  name: "lint",
  program: programOf("eslint", "eslint.js"),
  args: ["--cache", "--cache-strategy", "content", "--cache-location", `${at("eslint")}/`, "--no-warn-ignored", ...files],
})

export const format = (files: readonly string[] = ["."]): Step => ({
  name: "format",
  program: "prettier/bin/prettier.cjs",
  args: ["--check", "--ignore-unknown", "--cache", "--cache-location", at("prettier"), ...files],
})

/** The reference of the entry points; a broken link is a failure. Types are checked elsewhere. */
export const reference: Step = { name: "reference", program: programOf("typedoc", "typedoc"), args: ["--emit", "none"] }

/** The document of the HTTP API: any finding is a failure. */
export const httpApi = (): Step => ({
  name: "HTTP API's document",
  program: programOf("@redocly/cli", "cli.js"),
  args: ["lint", path.join("docs", "openapi.yaml"), "--format=stylish"],
})

/** Specs of these projects of `jest.config.js`. */
export const jest = (projects: readonly string[], workers: number, args: readonly string[] = []): Step => ({
  name: projects.join(" "),
  program: "jest/bin/jest",
  args: [`--maxWorkers=${workers}`, "--selectProjects", ...projects, ...args],
})
