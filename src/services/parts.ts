import type { Cradle } from "./cradle"
import { QueryService, type QueryMethods } from "./store/graph/query-methods"

/** The parts that the rest of the plugin works with, under the names that the container knows them by. */
const PARTS = [
  "options",
  "channelsWithoutProvider",
  "accounts",
  "inbox",
  "worker",
  "consumers",
  "consumerRows",
  "afterPaymentFacts",
  "payments",
  "notifications",
  "notificationPreferences",
  "notificationWorker",
  "planningQueue",
  "pushSubscriptions",
  "deliveries",
  "deliveryDestinations",
  "deliveryWorker",
  "destinations",
  "destinationEditor",
  "destinationKinds",
  "keyring",
  "senders",
  "attention",
  "attentionOverview",
  "status",
  "installation",
  "disputes",
  "orderSnapshots",
  "medusaLocks",
  "risk",
  "afterPayments",
  "afterPaymentWorker",
  "webhookCounts",
  "accountHealth",
  "deliveryOverview",
  "metrics",
  "metricsRollup",
  "retention",
  "erasures",
  "liveRows",
  "liveHints",
  "liveReads",
  "live",
  "statusTags",
  "webhookOverview",
  "webhookReplays",
  "replayWorker",
  "queries",
  "lists",
  "paymentStories",
  "searches",
] as const satisfies ReadonlyArray<keyof Cradle>

/** Parts under a shorter name. */
const SHORTER = { outbox: "notificationOutbox", tally: "webhookTally" } as const satisfies Record<string, keyof Cradle>

type Parts = Pick<Cradle, (typeof PARTS)[number]> & {
  readonly [Name in keyof typeof SHORTER]: Cradle[(typeof SHORTER)[Name]]
}

abstract class CradleParts extends QueryService {
  readonly #cradle: Cradle

  constructor(cradle: Cradle) {
    super()
    this.#cradle = cradle
  }

  static {
    const registrations = [...PARTS.map((name) => [name, name] as const), ...Object.entries(SHORTER)]
    for (const [name, registration] of registrations) {
      Object.defineProperty(this.prototype, name, {
        get(this: CradleParts) {
          return this.#cradle[registration]
        },
      })
    }
  }
}

/** Base of the module's service, with a getter for each part of the container: a new part is one line. */
export const ServiceParts = CradleParts as unknown as abstract new (cradle: Cradle) => QueryMethods & Parts
