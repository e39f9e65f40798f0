// Runs a command of the plugin inside a store, on its container: as a process of its own it would load all of Medusa first. The specs
// run each command as a process, too, at least once.
const path = require("node:path")

const CLI = path.resolve(__dirname, "..", "..", ".medusa", "server", "src", "cli")

/** Answers the exit code and the output; `read` is called for the container once the command needs it. */
async function runCommand(args, read) {
  const print = require(path.join(CLI, "print.js"))
  const store = require(path.join(CLI, "store", "open-store.js"))
  const former = { say: print.say, sayJson: print.sayJson, warn: print.warn, withStore: store.withStore }
  const printed = { stdout: "", stderr: "" }
  const say = (text) => void (printed.stdout += `${text}\n`)
  Object.assign(print, {
    say,
    sayJson: (value) => say(JSON.stringify(value, (_key, one) => (typeof one === "bigint" ? String(one) : one), 2)),
    warn: (line) => void (printed.stderr += `${line}\n`),
  })
  store.withStore = (work) => {
    const container = read()
    const { projectConfig, modules } = container.resolve("configModule")
    return work(container, { workerMode: projectConfig.workerMode, modules })
  }
  try {
    return { code: await require(path.join(CLI, "main.js")).main(args), ...printed }
  } finally {
    Object.assign(print, { say: former.say, sayJson: former.sayJson, warn: former.warn })
    store.withStore = former.withStore
  }
}

module.exports = { runCommand }
