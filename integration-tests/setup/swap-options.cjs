// Gives a running store other options. Only the plugin's module is made anew, inside the same process: a boot would load all of Medusa
// again. Everything that resolves the module gets a stand-in for the current instance.
const { asValue, createContainer, InjectionMode } = require("awilix")

let Service
let registerServices
/** The arguments that Medusa booted the module with. */
let booted
let current

function standIn(first) {
  current = first
  return new Proxy(first, {
    get(_first, name) {
      const value = Reflect.get(current, name, current)
      return typeof value === "function" ? value.bind(current) : value
    },
  })
}

function patchModule(request, loaded) {
  if (request.endsWith("/services/loader") && loaded.registerServices && !registerServices) {
    registerServices = loaded.registerServices
    loaded.registerServices = async (args) => {
      booted = args
      await registerServices(args)
    }
  }
  if (request.endsWith("/services") && loaded.PaymentNotificationService && !Service) {
    Service = loaded.PaymentNotificationService
    loaded.PaymentNotificationService = class extends Service {
      constructor(...args) {
        super(...args)
        return standIn(this)
      }
    }
  }
}

/** Lays `options` over those of the boot, key by key at the top level; keys that an earlier call gave are forgotten. */
async function swapOptions({ options }) {
  const former = current
  await former.__hooks.onApplicationPrepareShutdown()
  const container = createContainer({ injectionMode: InjectionMode.PROXY })
  for (const name of ["logger", "configModule"]) container.register(name, asValue(booted.container.resolve(name)))
  await registerServices({ ...booted, container, options: { ...booted.options, ...options } })
  current = new Service(container.cradle)
  await former.__hooks.onApplicationShutdown()
}

module.exports = { patchModule, swapOptions }
