// Preloaded into every store and process that tests start: over its IPC channel a test runs a job or a workflow at once, asks for the
// events on the bus, and has work cut off at a certain point.
const { AsyncLocalStorage } = require("node:async_hooks")
const Module = require("node:module")
const path = require("node:path")
const { runCommand } = require("./run-command.cjs")
const { patchModule, swapOptions } = require("./swap-options.cjs")

const JOBS = path.resolve(__dirname, "..", "..", ".medusa", "server", "src", "jobs")

/** Orders to cut off: at the point, whatever is about `about`. */
const cuts = []
const cutOf = new AsyncLocalStorage()
const events = []
const WATCHED = ["payment.refunded", "payment.captured", "order.canceled"]

const tell = (message) => process.send?.(message)

/** Work that is cut off never goes on; the test kills the process when it likes. */
async function cutOff(point, ...about) {
  const running = cutOf.getStore()
  if (running && running.at === point) tell({ cut: running.call })
  else {
    const found = cuts.findIndex((cut) => cut.at === point && textOf(about).includes(cut.about))
    if (found < 0) return
    tell({ cut: cuts[found].call })
  }
  await new Promise(() => {})
}

function textOf(about) {
  const seen = new Set()
  return JSON.stringify(about, (_key, value) => {
    if (typeof value !== "object" || value === null) return typeof value === "bigint" ? String(value) : value
    if (seen.has(value)) return undefined
    seen.add(value)
    return value
  })
}

const armed = () => cuts.length > 0 || cutOf.getStore() !== undefined

/** Replaces a method once; `around` gets the original, bound, and is left out until something is to be cut off. */
function wrap(prototype, method, around) {
  const original = prototype?.[method]
  if (!original || original.wrapped) return
  prototype[method] = async function (...args) {
    return armed() ? around(original.bind(this), args) : original.apply(this, args)
  }
  prototype[method].wrapped = true
}

const cutAfter = (point) => async (original, args) => {
  const result = await original(...args)
  await cutOff(point, args, result)
  return result
}

const cutBefore = (point) => async (original, args) => {
  await cutOff(point, args)
  return original(...args)
}

/** A step that a test watches: said on the output each time it is run, and made to fail as often as the test says. */
let watched = { step: undefined, failures: 0 }

function survives(name) {
  process.stdout.write(`step ${name} is run\n`)
  return watched.failures-- <= 0
}

function patch(request, loaded) {
  patchModule(request, loaded)
  if (request.includes("create-step-handler") && loaded.createStepHandler && !loaded.createStepHandler.wrapped) {
    const { createStepHandler } = loaded
    loaded.createStepHandler = function (step) {
      const handler = createStepHandler.call(this, step)
      const { invoke } = handler
      // Where nothing is ordered, the very promise: core's engine is sensitive to another turn of the loop.
      handler.invoke = (input) => {
        if (step.stepName === watched.step && !survives(step.stepName)) return Promise.reject(new Error("failure on purpose"))
        const running = invoke(input)
        if (!armed()) return running
        return running.then(async (result) => {
          await cutOff(`step ${step.stepName}`, input.payload, input.invoke)
          return result
        })
      }
      return handler
    }
    loaded.createStepHandler.wrapped = true
  }
  if (request.includes("services/event-bus-local")) {
    wrap(loaded.default?.prototype, "emit", async (original, [emitted, ...more]) => {
      for (const { name, data } of [emitted].flat()) {
        await cutOff(`event ${name}`, data)
      }
      return original(emitted, ...more)
    })
  }
  if (request.endsWith("/delivery-repository")) {
    wrap(loaded.DeliveryRepository?.prototype, "claim", async (original, args) => {
      const claimed = await original(...args)
      if (claimed.length) await cutOff("delivery claimed", claimed)
      return claimed
    })
    wrap(loaded.DeliveryRepository?.prototype, "recordOutcomes", async (original, args) => {
      if (args[1].some(({ state }) => state === "delivered")) await cutOff("delivery confirmed", args)
      return original(...args)
    })
  }
  if (request.endsWith("/attention-repository"))
    wrap(loaded.AttentionRepository?.prototype, "raise", cutBefore("attention raised"))
  if (request.endsWith("/delivery-destination-repository")) {
    wrap(loaded.DeliveryDestinationRepository?.prototype, "markGivenUpNoticed", cutBefore("given up noticed"))
  }
  if (request.endsWith("/notification-outbox")) {
    const ledger = loaded.NotificationOutbox?.prototype
    wrap(ledger, "plan", cutAfter("planned"))
    wrap(ledger, "claim", cutAfter("claimed"))
    wrap(ledger, "recordOutcomes", cutBefore("recorded"))
    wrap(ledger, "failOver", cutBefore("dead"))
  }
  if (request.endsWith("notification-provider")) {
    wrap(loaded.default?.prototype, "send", async (original, args) => {
      await cutOff("handed over", args.slice(1))
      return cutAfter("sent")(original, args)
    })
  }
}

const load = Module._load
Module._load = function (request, ...rest) {
  const loaded = load.call(this, request, ...rest)
  if (loaded && (typeof loaded === "object" || typeof loaded === "function")) patch(request, loaded)
  return loaded
}

const container = () => require("@medusajs/framework").container

let watching = false

function watch() {
  if (watching) return
  watching = true
  const bus = container().resolve("event_bus")
  for (const name of WATCHED) {
    bus.subscribe(name, async ({ data }) => void events.push({ name, data }), { subscriberId: `test-${name}` })
  }
}

const orders = {
  job: ({ name }) => require(path.join(JOBS, `${name}.js`)).default(container()),
  async workflow({ call, name, input, cutAfter }) {
    const run = () => container().resolve("workflows").run(name, { input })
    const { result } = await (cutAfter ? cutOf.run({ call, at: `step ${cutAfter}` }, run) : run())
    return result
  },
  command: ({ args }) => runCommand(args, container),
  /** As `medusa exec` does with a script, beside the store's other work; answers what it returns. */
  exec: ({ file, input }) => require(file).default({ container: container(), input }),
  /** Those since the first time that somebody asked. */
  async events() {
    watch()
    return events
  },
  /** The sweep looks for work of the new instance, which nobody has woken yet. */
  async options(order) {
    await swapOptions(order)
    await orders.job({ name: "sweep" })
  },
  watch: async ({ step, failures }) => void (watched = { step, failures }),
  cut: async (cut) => void cuts.push(cut),
}

if (process.channel) {
  process.on("message", async (message) => {
    const order = orders[message?.order]
    if (!order) return
    try {
      tell({ call: message.call, result: await order(message) })
    } catch ({ name, message: text }) {
      tell({ call: message.call, error: { name, message: text } })
    }
  })
  process.channel.unref()
}
