import type { OutcomeRecorder } from "../../../../src/services/deliveries/outcome-recorder"
import { openModule } from "../../consumers/support/module"
import { revive } from "./revive"

/** The places where a process is killed. */
export type Point = "before-commit" | "before-ack" | "before-mark"

const die = (): never => {
  process.kill(process.pid, "SIGKILL")
  throw new Error("unreachable")
}

/**
 * Run by node. `before-commit`: consumes, and is killed when the first message is about to be recorded; `before-ack`: when it is
 * recorded, and the broker knows nothing of it. `before-mark`: delivers, and is killed when the broker has confirmed the message of
 * this number, and no row says so.
 */
async function main([point, databaseUrl, options, number]: string[]): Promise<void> {
  const module = await openModule(databaseUrl!, revive(options!))
  if ((point as Point) !== "before-mark") {
    module.run((take) => async (message, consumer) => {
      if (point === "before-commit") die()
      await take(message, consumer)
      return die()
    })
    return
  }
  const { outcomeRecorder } = module.cradle as unknown as { readonly outcomeRecorder: OutcomeRecorder }
  const record = outcomeRecorder.record.bind(outcomeRecorder)
  let confirmed = 0
  outcomeRecorder.record = (id, outcome) => {
    if (outcome.state === "delivered" && ++confirmed >= Number(number)) die()
    return record(id, outcome)
  }
  await module.deliver()
}

void main(process.argv.slice(2))
