// Preloaded into a store whose streams are weighed: on SIGUSR2 it collects garbage and writes one line of JSON.
import fs from "node:fs"
import v8 from "node:v8"
import vm from "node:vm"

const file = process.env.GC_PROBE_FILE

if (file) {
  v8.setFlagsFromString("--expose-gc")
  const gc = vm.runInNewContext("gc")
  process.on("SIGUSR2", () => {
    gc()
    gc()
    const { rss, heapUsed, external } = process.memoryUsage()
    fs.appendFileSync(file, `${JSON.stringify({ rss, heapUsed, external })}\n`)
  })
}
