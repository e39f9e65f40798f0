import { createContainer } from "awilix"
import type { PaymentNotificationOptions } from "../../../../src"
import { PaymentNotificationService } from "../../../../src/services"
import { takeMessage } from "../../../../src/services/consumers/take-message"
import type { TakeMessage } from "../../../../src/services/consumers/consumers"
import type { Cradle } from "../../../../src/services/cradle"
import { registerServices } from "../../../../src/services/loader"

export interface ConsumerModule {
  readonly service: PaymentNotificationService
  readonly cradle: Cradle
  readonly faults: string[]
  /** Subscribes; `around` sees every message first. */
  run(around?: (take: TakeMessage) => TakeMessage): void
  /** Sends what is due to the destinations, from now on. */
  deliver(): Promise<void>
  /** As at a shutdown of the store. */
  stop(): Promise<void>
}

/** The module as its own loader wires it, on the database of this URL, without a worker for events. */
export async function openModule(databaseUrl: string, options: PaymentNotificationOptions): Promise<ConsumerModule> {
  const container = createContainer()
  await registerServices({ container, options: { ...options, database: { clientUrl: databaseUrl } } })
  const cradle = container.cradle as Cradle
  const service = new PaymentNotificationService(cradle)
  const faults: string[] = []
  const take: TakeMessage = async (message, { account }) => (await takeMessage(service, account, message)).verdict
  return {
    service,
    cradle,
    faults,
    async deliver() {
      await cradle.destinations.sync()
      cradle.deliveryWorker.run({
        onEnded: () => undefined,
        onFault: (error) => void faults.push(String(error)),
        compose: () => Promise.reject(new Error("no order is sent here")),
      })
    },
    run: (around = (inner) => inner) => service.consumers.run(around(take), (line) => faults.push(line)),
    async stop() {
      await service.__hooks.onApplicationPrepareShutdown()
      await service.__hooks.onApplicationShutdown()
    },
  }
}
