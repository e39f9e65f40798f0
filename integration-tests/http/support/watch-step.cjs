// Preloaded into a store: says on its output whenever the workflow step or hook that WATCH_STEP names is run, and makes its first FAIL_TIMES runs fail.
const Module = require("node:module")

const load = Module._load
let patched = false
let runs = 0

Module._load = function (request, ...rest) {
  const loaded = load.call(this, request, ...rest)
  if (patched || !request.includes("create-step-handler") || !loaded.createStepHandler) return loaded
  patched = true
  const { createStepHandler } = loaded
  loaded.createStepHandler = function (step) {
    const handler = createStepHandler.call(this, step)
    if (step.stepName !== process.env.WATCH_STEP) return handler
    const { invoke } = handler
    handler.invoke = async (input) => {
      process.stdout.write(`step ${step.stepName} is run\n`)
      if (++runs <= Number(process.env.FAIL_TIMES ?? 0)) throw new Error(`failure ${runs} on purpose`)
      return invoke(input)
    }
    return handler
  }
  return loaded
}
