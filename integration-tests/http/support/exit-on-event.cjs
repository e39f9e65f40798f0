// Preloaded into a store: its provider Acme asks back about every event, and the process ends while it asks about the one that
// EXIT_ON_EVENT names. The others take a moment, so that they are in work when it ends.
const Module = require("node:module")

const load = Module._load
let patched = false

const refetch = async (event) => {
  const isDeadly = event.id === process.env.EXIT_ON_EVENT
  await new Promise((resolve) => setTimeout(resolve, isDeadly ? 300 : 2_000))
  if (isDeadly) process.exit(70)
  return event
}

Module._load = function (request, ...rest) {
  const loaded = load.call(this, request, ...rest)
  if (patched || !request.endsWith("/providers/registry") || !loaded?.providersWith) return loaded
  patched = true
  const { providersWith } = loaded
  loaded.providersWith = (own) =>
    providersWith(own.map((provider) => (provider.id === "acme" ? { ...provider, refetch } : provider)))
  return loaded
}
