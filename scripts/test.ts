import { buildPlugin } from "./lib/build"
import { format, jest, lint, reference, types } from "./lib/checks"
import { conclude, runStep, runSteps } from "./lib/steps"

/**
 * Runs all that CI runs. The specs on a database wait most of their time for stores and their clocks, so everything that needs a
 * processor runs beside them. Each of them needs the plugin's JavaScript, which is built once, before.
 */
async function main(): Promise<void> {
  await buildPlugin()
  const beside = runSteps([types, lint(), format(), reference, jest(["unit", "contract"], 1)])
  const onDatabase = await runStep({ ...jest(["store", "http", "pack"], 2), live: true })
  conclude([...(await beside), ...(onDatabase === undefined ? [] : [onDatabase])])
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
