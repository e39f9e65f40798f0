// Preloaded into a store: says on its output whenever the event that WATCH_EVENT names is put on the bus.
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
    for (const { name, data } of [events].flat()) {
      if (name === process.env.WATCH_EVENT) process.stdout.write(`event ${name} ${JSON.stringify(data)}\n`)
    }
    return emit.call(this, events, ...more)
  }
  return loaded
}
