import { execFileSync } from "node:child_process"
import fs from "node:fs"
import path from "node:path"
import { parseArgs } from "node:util"
import { buildPlugin } from "./lib/build"
import { adminTypes, format, jest, lint, types } from "./lib/checks"
import { log } from "./lib/log"
import { root } from "./lib/paths"
import { conclude, runStep, runSteps, type Step } from "./lib/steps"

const git = (...args: string[]): string[] =>
  execFileSync("git", args, { cwd: root, encoding: "utf8" }).split("\n").filter(Boolean)

/** Files that differ from the point where this branch left `base`: committed, changed and new ones. */
function changedSince(base: string): string[] {
  const [since = base] = git("merge-base", "HEAD", base)
  const files = [...git("diff", "--name-only", since), ...git("ls-files", "--others", "--exclude-standard")]
  return [...new Set(files)].filter((file) => fs.existsSync(path.join(root, file)))
}

/** Checks the changes: their types, lint and format, and the unit and contract specs that reach them by their imports. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { base: { type: "string", default: "main" } } })
  const files = changedSince(values.base)
  log(`${files.length} files differ from ${values.base}`)
  const code = files.filter((file) => /\.(tsx?|js|mjs|cjs)$/.test(file))
  // The pages are checked against the types of the routes.
  const reachAdmin = files.some((file) => /^src\/(admin|api)\//.test(file))
  if (code.length) await buildPlugin()
  const related = ["--passWithNoTests", "--findRelatedTests", ...code]
  const specs: Step = {
    ...jest(["unit", "contract"], 1, related),
    // A fifth of the cases: `npm test` runs all of them.
    env: { PROPERTY_RUNS: process.env.PROPERTY_RUNS ?? "100" },
    live: true,
  }
  const checks = [
    ...(files.length ? [format(files)] : []),
    ...(code.length ? [lint(code), types] : []),
    ...(reachAdmin ? [adminTypes] : []),
  ]
  const [failed, ended] = await Promise.all([runSteps(checks), code.length ? runStep(specs) : undefined])
  conclude([...failed, ...(ended === undefined ? [] : [ended])])
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
