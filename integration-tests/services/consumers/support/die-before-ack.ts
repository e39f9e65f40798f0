import type { PaymentNotificationOptions } from "../../../../src"
import { openModule } from "./module"

/** Run by node: consumes, and is killed between the first commit and its acknowledgement. */
async function main([databaseUrl, options]: string[]): Promise<void> {
  const module = await openModule(databaseUrl!, JSON.parse(options!) as PaymentNotificationOptions)
  module.run((take) => async (message, consumer) => {
    const verdict = await take(message, consumer)
    process.kill(process.pid, "SIGKILL")
    return verdict
  })
}

void main(process.argv.slice(2))
