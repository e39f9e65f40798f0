// Preloaded into a store: SIGKILLs it when it is about to put the event that DIE_AT_EVENT names on the bus.
const Module = require("node:module")

const load = Module._load
let patched = false

Module._load = function (request, ...rest) {
  const loaded = load.call(this, request, ...rest)
  const bus = loaded?.default?.prototype
  if (patched || !request.includes("services/event-bus-local") || !bus?.emit) return loaded
  patched = true
  const { emit } = bus
  bus.emit = async function (events, ...more) {
    if ([events].flat().some(({ name }) => name === process.env.DIE_AT_EVENT)) {
      process.kill(process.pid, "SIGKILL")
      await new Promise(() => {})
    }
    return emit.call(this, events, ...more)
  }
  return loaded
}
