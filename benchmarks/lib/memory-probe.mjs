// Preloaded into a store whose memory is measured: heap sizes cannot be seen from outside. Writes one line of JSON per second.
import fs from "node:fs"

const file = process.env.MEMORY_PROBE_FILE

function note() {
  const { rss, heapUsed, external } = process.memoryUsage()
  fs.appendFileSync(file, `${JSON.stringify({ at: Date.now(), rss, heapUsed, external })}\n`)
}

if (file) setInterval(note, 1000).unref()
