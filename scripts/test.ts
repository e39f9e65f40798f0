import { buildAdmin, buildPlugin } from "./lib/build"
import { adminTypes, format, httpApi, jest, lint, reference, storefrontTypes, types } from "./lib/checks"
import { findServices } from "./lib/services"
import { conclude, runSteps, type Step } from "./lib/steps"

/**
 * Runs all that CI runs: the checks, then the specs without a database and the quick ones on it beside those on Redis and brokers,
 * which mostly wait and run one by one, then those on a store. Never more than two at a time: with a third beside them on two cores,
 * all of them took three times as long. Each needs the plugin's JavaScript, which is built before.
 */
async function main(): Promise<void> {
  await buildPlugin()
  // Before the specs: two of them would build it at once.
  await buildAdmin()
  const checks = await Promise.all([
    runSteps([types, storefrontTypes, adminTypes, format()]),
    runSteps([lint(), reference, httpApi()]),
  ])
  const { specs, missing } = await findServices()
  const services: Step = { ...jest(["services"], 1, ["--testPathPatterns", ...specs]), live: true }
  const workers = specs.length ? 1 : 2
  const beside = await Promise.all([
    runSteps([jest(["unit", "contract"], workers), { ...jest(["store", "pack"], workers), live: true }]),
    runSteps(specs.length ? [services] : []),
  ])
  const onStores = await runSteps([{ ...jest(["http"], 2), live: true }])
  const failed = [...checks, ...beside, onStores].flat()
  const leftOut = missing.map((name) => `specs on ${name}, which is not here`)
  // A newcomer needs nothing but Node; where everything is to be tested, a missing service is a fault.
  if (process.env.CI) conclude([...failed, ...leftOut], [])
  else conclude(failed, leftOut)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
