// Preloaded into a store: SIGKILLs it at the point of a message's way that DIE_IN_DELIVERY names.
const Module = require("node:module")

const point = process.env.DIE_IN_DELIVERY
const load = Module._load
const patched = new Set()

async function die() {
  process.kill(process.pid, "SIGKILL")
  await new Promise(() => {})
}

function patch(prototype, method, { before, after }) {
  const key = `${method} ${before ?? ""} ${after ?? ""}`
  if (!prototype?.[method] || patched.has(key)) return
  patched.add(key)
  const original = prototype[method]
  prototype[method] = async function (...args) {
    if (before === point) await die()
    const result = await original.apply(this, args)
    if (after === point) await die()
    return result
  }
}

Module._load = function (request, ...rest) {
  const loaded = load.call(this, request, ...rest)
  if (request.endsWith("/notification-ledger")) {
    patch(loaded.NotificationLedger?.prototype, "plan", { after: "planned" })
    patch(loaded.NotificationLedger?.prototype, "claim", { after: "claimed" })
    patch(loaded.NotificationLedger?.prototype, "recordOutcomes", { before: "recorded" })
    patch(loaded.NotificationLedger?.prototype, "failOver", { before: "dead" })
  }
  if (request.endsWith("notification-provider")) {
    patch(loaded.default?.prototype, "send", { before: "handed over", after: "sent" })
  }
  return loaded
}
