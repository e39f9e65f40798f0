// Preloaded into a store that is profiled (Node takes no --cpu-prof from NODE_OPTIONS): SIGUSR2 starts, the next one writes.
import fs from "node:fs"
import { Session } from "node:inspector"

const folder = process.env.CPU_PROFILE_FOLDER
const session = new Session()
session.connect()
session.post("Profiler.enable")
let running = false

process.on("SIGUSR2", () => {
  running = !running
  if (running) return session.post("Profiler.start")
  session.post("Profiler.stop", (error, result) => {
    if (error) return console.error(error)
    fs.mkdirSync(folder, { recursive: true })
    fs.writeFileSync(`${folder}/${process.pid}-${Date.now()}.cpuprofile`, JSON.stringify(result.profile))
  })
})
