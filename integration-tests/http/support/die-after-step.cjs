// Preloaded into a store: SIGKILLs it right after the workflow step that DIE_AFTER_STEP names has done its work.
const Module = require("node:module")

const load = Module._load
let patched = false

Module._load = function (request, ...rest) {
  const loaded = load.call(this, request, ...rest)
  if (patched || !request.includes("create-step-handler") || !loaded.createStepHandler) return loaded
  patched = true
  const { createStepHandler } = loaded
  loaded.createStepHandler = (step) => {
    const handler = createStepHandler(step)
    if (step.stepName !== process.env.DIE_AFTER_STEP) return handler
    const { invoke } = handler
    handler.invoke = async (input) => {
      await invoke(input)
      process.kill(process.pid, "SIGKILL")
      await new Promise(() => {})
    }
    return handler
  }
  return loaded
}
