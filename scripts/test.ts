import { buildPlugin } from "./lib/build"
import { format, jest, lint, reference, types } from "./lib/checks"
import { conclude, runSteps } from "./lib/steps"

/**
 * Runs all that CI runs: the checks, then the specs without a database, then those on one. Never more than two at a time: with a third
 * beside them on two cores, all of them took three times as long. Each needs the plugin's JavaScript, which is built before.
 */
async function main(): Promise<void> {
  await buildPlugin()
  const checks = await Promise.all([runSteps([types, format()]), runSteps([lint(), reference])])
  const specs = await runSteps([jest(["unit", "contract"], 2), { ...jest(["store", "http", "pack"], 2), live: true }])
  conclude([...checks.flat(), ...specs])
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
