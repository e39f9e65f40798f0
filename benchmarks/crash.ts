import { parseArgs } from "node:util"
import { log } from "../scripts/lib/log"
import { held, runCrash } from "./crash/run-crash"
import { openLab } from "./lib/lab"
import { runProgram } from "./lib/program"
import { environment } from "./lib/report"

const USAGE = `npm run bench:crash -- [options]      exits with 1 when anything acknowledged is lost, doubled or unfinished
  --rate <n>      webhooks per second (100)
  --seconds <n>   (30)
  --kills <n>     SIGKILLs of the store at random moments (3)
  --carts <n>     paid carts among the webhooks; the rest are events that nobody wants (150)
  --json          one JSON object on stdout`

const text = { type: "string" } as const

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { json: { type: "boolean" }, help: { type: "boolean" }, rate: text, seconds: text, kills: text, carts: text },
  })
  if (values.help) return say(USAGE)
  const number = (name: "rate" | "seconds" | "kills" | "carts", otherwise: number) => {
    const value = Number(values[name] ?? otherwise)
    if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} must be a whole number\n${USAGE}`)
    return value
  }
  const options = {
    rate: number("rate", 100),
    seconds: number("seconds", 30),
    kills: number("kills", 3),
    carts: number("carts", 150),
  }
  const report = await runCrash(await openLab(), options)
  if (values.json) say(JSON.stringify({ environment: environment(), ...report }))
  else {
    const { broken, counted, details, ...rest } = report
    say(`\ncrash: ${Object.entries(rest).map(entry).join(" · ")}`)
    say(`  counted   ${Object.entries(counted).map(entry).join(" · ")}`)
    const failures = Object.entries(broken).filter(([, count]) => count > 0)
    say(`  broken    ${failures.length ? failures.map(entry).join(" · ") : `nothing, of ${Object.keys(broken).join(", ")}`}`)
    if (details.length) say(JSON.stringify(details, null, 2))
  }
  if (!held(report)) log("an acknowledgement was not kept")
  return held(report) ? 0 : 1
}

const entry = ([name, value]: [string, number]) => `${name.replaceAll("_", " ")} ${value}`

function say(line: string): number {
  process.stdout.write(`${line}\n`)
  return 0
}

runProgram(main)
