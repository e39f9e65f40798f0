import type { ConsumerRepository } from "../../../../src/services/store/consumer-repository"
import type { Cradle } from "../../../../src/services/cradle"
import type { Person } from "../../../../src/services/store/erasure-repository"
import type { EndedAuthorizationRepository } from "../../../../src/services/store/ended-authorization-repository"
import type { MetricsRepository } from "../../../../src/services/store/metrics-repository"
import type { MetricsRollupRepository } from "../../../../src/services/store/metrics-rollup-repository"
import type { ReconciliationFindingRepository } from "../../../../src/services/store/reconciliation-finding-repository"
import type { WebhookCountRepository } from "../../../../src/services/store/webhook-count-repository"
import type { SuspectRepository } from "../../../../src/services/store/suspect-repository"
import type { WebhookEventRepository } from "../../../../src/services/store/webhook-event-repository"
import { STORY_KINDS } from "../../../../src/services/domain/payment-story"
import { carryOn } from "../../../../src/services/inbox/replay/carry-on"
import { newEvents } from "../module"
import { message } from "../outbox"

/** The container of one instance, with the parts that only the module itself uses. */
export type Parts = Cradle & {
  readonly webhookEvents: WebhookEventRepository
  readonly suspects: SuspectRepository
  readonly endedAuthorizations: EndedAuthorizationRepository
  readonly metricsRows: MetricsRepository
  readonly metricsDays: MetricsRollupRepository
  readonly webhookCounts: WebhookCountRepository
  readonly consumerRows: ConsumerRepository
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS)

/** An old payment of the filled tables. */
const OLD = 34_001
const old = (prefix: string) => `${prefix}_aged_${OLD}`

export async function workOnEvents({ webhookEvents, suspects, endedAuthorizations }: Parts): Promise<void> {
  await webhookEvents.insertMany(newEvents(20, { account: "stripe" }), 3600)
  const [event, other] = await webhookEvents.claim(10, 30, "token")
  await webhookEvents.extendLeases([event!.id, other!.id], 30, "token")
  await webhookEvents.complete(event!.id, "token", {
    state: "quarantined",
    reason: "amount_mismatch",
    paymentSessionId: old("payses"),
    providerPaymentId: old("pi"),
  })
  await webhookEvents.requeue(event!.id)
  await suspects.isDue()
  await suspects.claim(30, "other")
  await suspects.excuse(other!.id, "other")
  await webhookEvents.replay(old("pwhe"), ["processed"], 3600)
  await webhookEvents.payloadOf(old("pwhe"))
  await webhookEvents.ignore(old("pwhe"), ["received"], "nothing to do")
  await webhookEvents.sessionInReview("stripe", old("pi"))
  await webhookEvents.quarantinedBeside({ ...event!, payment_session_id: old("payses"), provider_payment_id: old("pi") })
  await webhookEvents.quarantinedUnseen(["mismatch", "risk"], 10, 100)
  await webhookEvents.knownMoney("stripe", { providerPaymentId: old("pi"), sessionId: old("payses") })
  await webhookEvents.wakeUntied("stripe", { providerPaymentId: old("pi"), sessionId: old("payses") })
  await webhookEvents.decidedCaptures(old("payses"), old("pi"))
  await endedAuthorizations.hasEnded(old("pwhe"), old("pi"))
  await endedAuthorizations.quarantined(100)
}

export async function workOnPayments({ payments }: Parts): Promise<void> {
  const [mine, beside] = [old("payses"), { payment_collection_id: "paycol_aged_77", cart_id: "cart_aged_78" }]
  await payments.serialize(mine, async (transaction) => {
    await transaction.lock(old("cart"))
    const record = (await transaction.findBySession(mine))!
    await transaction.findPaidBeside(mine, beside)
    await transaction.captures(record.id)
    const [refund] = await transaction.refunds(record.id)
    const [dispute] = await transaction.disputes(record.id)
    await transaction.insertCapture(record.id, { provider_capture_id: "cap_new", amount: "1", occurred_at: null })
    await transaction.saveRefund(record.id, refund, { ...refund!, state: "failed" })
    await transaction.saveDispute(record.id, dispute, { ...dispute!, state: "lost" })
    await transaction.amend(record, { occurred_at: new Date() })
    await transaction.dueRefunds(record.id, 0)
    await transaction.recordPaymentMethodUse("stripe", "card_77", record.id)
    await transaction.recordTransition(record, record, {
      id: "ptrn_new",
      webhook_event_id: "pwhe_new",
      fact: "payment.captured",
      from_state: "authorized",
      to_state: "captured",
      amount: "1",
      currency_code: "eur",
      reason_code: null,
      occurred_at: null,
    })
  })
  await payments.findSessionOf("stripe", old("pi"))
  await payments.versionOf(mine)
  await payments.findBySession(mine)
  await payments.findKnown({ payment_session_id: mine })
  await payments.findAllKnown(
    Array.from({ length: 100 }, (_, i) =>
      i % 2
        ? { payment_session_id: `payses_aged_${i * 7 + 1}` }
        : { account: "stripe", provider_payment_id: `pi_aged_${i * 7 + 1}` },
    ),
  )
  await payments.findLatest({ cart_id: old("cart") })
  await payments.findLatest({ order_id: old("order") })
  await payments.findRecord(old("prec"))
  await payments.findRefundsDue(100)
  await payments.postponeRefunds(old("prec"), 60)
  await payments.findPaidByCart(old("cart"))
  await payments.findTransition(old("ptrn"))
  await payments.markTransition("ptrn_new", "announced_at")
  await payments.unfinishedTransitions(10, 100)
}

export async function workOnMessages({ notifications }: Parts): Promise<void> {
  const of = (id: string, digest_key: string | null = null) => ({
    ...message({ payment_transition_id: old("ptrn"), payment_record_id: old("prec"), subject: id, digest_key }),
    id,
  })
  await notifications.plan([of("pnot_new_1"), of("pnot_new_2")], 3600, 60)
  await notifications.plan([of("pnot_new_3", old("burst"))], 3600, 60)
  await notifications.dueChannels()
  await notifications.awaitProvider(["fax"], 60)
  await notifications.endFatal(3)
  const claimed = await notifications.claim("email", 10, 30, "token")
  await notifications.recordOutcomes("token", [
    { id: claimed[0]!.id, state: "sent", externalId: "ext_new", notificationId: "noti_new" },
    { id: claimed[1]!.id, state: "dead", reason: "rejected" },
  ])
  const known = (await notifications.find(old("pnot")))!
  await notifications.siblingsOf(known)
  const [dead] = await notifications.notFailedOver(100)
  await notifications.failOver(dead!.id, of("pnot_new_4"), 3600)
  await notifications.attemptsOf(known.id)
  await notifications.resend(known.id, "user_1", 3600)
  await notifications.findByReceipt({ externalId: `msg_${OLD}`, notificationId: null })
  await notifications.findByReceipt({ externalId: null, notificationId: known.id })
  await notifications.markDelivered("pnot_aged_77")
  await notifications.bounce("pnot_aged_79", { externalId: "msg_79", code: "550" })
  await notifications.listByTransitions([old("ptrn"), "ptrn_aged_5"])
}

export async function workOnAttention({ attention, attentionOverview, disputes, risk }: Parts): Promise<void> {
  const decision = { action: "accept", actor: "user_1", note: null } as const
  const raised = { kind: "mismatch" as const, subject_key: "new", detail: "differs", webhook_event_id: "pwhe_new" }
  const { item } = await attention.raise(raised)
  await attention.find(item.id)
  await attention.findUnresolvedOf(old("pwhe"))
  await attention.aboutPayment(old("payses"), "stripe", old("pi"))
  await attention.findLatestOf(old("pwhe"))
  await attention.unresolvedOf(old("payses"), ["mismatch", "risk"])
  await attention.existsBeside(old("payses"), old("pi"))
  await attention.undecided("mismatch", 100)
  await attention.outlived(["mismatch", "risk"], 100)
  await attention.findBySubject("mismatch", "aged_78")
  await attention.begin(item.id, decision)
  await attention.deciding(100)
  await attention.reopen(item.id, decision, "the provider refused")
  await attention.resolve(item.id, "accepted", decision)
  await attention.decisions(old("patt"))
  await attention.lastDecision(old("patt"))
  await attention.markAnnounced(item.id)
  await attention.unannounced(10, 100)
  await attentionOverview.read()
  await disputes.find(old("pdis"))
  await disputes.isDeadlineOver(old("pdis"))
  await disputes.due([72, 24], 100)
  await disputes.markReminded({ id: old("pdis"), evidence_due_by: new Date() })
  await risk.failuresOf(old("cart"), 60, new Date())
  await risk.isReviewAccepted(old("payses"))
  await risk.otherCartsOf({ account: "stripe", fingerprint: "card_77", cartId: old("cart") }, 60, new Date())
}

export async function workOnStreams({ liveRows }: Parts): Promise<void> {
  const many = (kind: "cart" | "order") =>
    Array.from({ length: 100 }, (_, i) => ({ kind, id: `${kind}_aged_${i * 100}`, total: 0 }))
  await liveRows.changed([...many("cart"), ...many("order")])
  const fifty = (kind: "cart" | "order") => Array.from({ length: 50 }, (_, i) => `${kind}_aged_${i * 100}`)
  await liveRows.paymentsOf("cart", fifty("cart"))
  await liveRows.paymentsOf("order", fifty("order"))
  await liveRows.paymentsOfCustomer([old("cart"), "cart_aged_5"], [old("order")], 86_400, 20)
  await liveRows.recent(15)
  await liveRows.notify("payment_notification_live", ["{}"])
  liveRows.createClient()
}

export async function workOnDeliveries({
  deliveries,
  deliveryDestinations: destinations,
  deliveryOverview,
}: Parts): Promise<void> {
  const given = { description: null, accounts: [], config: null, shown_config: {}, secrets: null, timeout_seconds: 15 }
  const destination = { ...given, id: "dest_new", kind: "http", facts: ["payment.*"], payload: "thin" as const }
  await destinations.sync([{ ...destination, id: "of_the_options" }])
  await destinations.create(destination)
  await destinations.list()
  await destinations.update("dest_new", { description: "the warehouse" })
  await destinations.setState("dest_aged", "paused")
  await destinations.setState("dest_aged", "active")
  await deliveries.replay(old("pdel"), "user_1")
  await deliveries.dueDestinations()
  const claimed = await deliveries.claim("dest_aged", 50, 30, "token")
  await deliveries.release([claimed[0]!.id], "token")
  const outcome = { token: "token", reason: null, lastError: null, status: 200, answer: null, retryInSeconds: 0, tookSeconds: 1 }
  const said = { isProbe: false, isFailure: true, isGone: false }
  await deliveries.recordOutcomes(
    "dest_aged",
    claimed.slice(1).map(({ id }) => ({ ...outcome, ...said, id, state: "failed" })),
  )
  await destinations.failing()
  await destinations.markNoticed("dest_aged", 50)
  await destinations.givenUp()
  await destinations.hasGivenUp("dest_aged")
  await destinations.markGivenUpNoticed("dest_aged", 1)
  await deliveries.find(old("pdel"))
  await deliveries.attemptsOf(old("pdel"))
  for (const hours of [24, 24 * 365]) await deliveries.recover("dest_aged", ago(hours), "user_1", 500)
  const missing = await deliveries.planMissing("dest_new", ago(24), 100)
  await deliveries.planMissing("dest_new", ago(24), 100, missing!.position)
  await deliveries.backlog()
  await deliveries.planTest("dest_new")
  await deliveryOverview.list()
  await deliveryOverview.find("dest_aged")
  await deliveryOverview.countRecoverable("dest_aged", ago(24 * 365))
  await deliveryOverview.countMissing("dest_aged", ago(24), new Date())
  await destinations.find("dest_new")
  await destinations.markDeleted("dest_new")
  await deliveries.cancelOrphans(500)
  await destinations.restoreDeleted("dest_new")
}

export async function workOnCustomers({ pushSubscriptions, notificationPreferences }: Parts): Promise<void> {
  await pushSubscriptions.register({ customer_id: old("cus"), endpoint: "https://push.example/new", p256dh: "p", auth: "a" })
  await pushSubscriptions.listByCustomer(old("cus"))
  await pushSubscriptions.find(old("psub"))
  await pushSubscriptions.removeOwn(old("cus"), old("psub"))
  await pushSubscriptions.remove("https://push.example/77")
  await pushSubscriptions.removeAll("cus_aged_78")
  await notificationPreferences.find(old("cus"))
  await notificationPreferences.save(old("cus"), { topics: {}, quiet_from: null, quiet_to: null, time_zone: null })
  await notificationPreferences.optOut(old("cus"), "payment", ["email"])
  await notificationPreferences.remove("cus_aged_79")
}

export async function workOnReconciliation(cradle: Parts): Promise<void> {
  const { reconciliationChecks: checks, reconciliationRuns: runs } = cradle
  await runs.exclusively(async () => {
    const run = await runs.ofTheHour()
    await runs.openCommand({ account: null, since: ago(1), dryRun: false })
    await runs.find(run.id)
    await runs.progress(run.id, { checked: 1 })
    await runs.saveCursor(run.id, {})
    await runs.saveError(run.id, "unreachable")
    await workOnFindings(cradle.reconciliationFindings, run.id)
    await runs.finish(run.id, "finished")
  })
  const started = { provider_payment_id: null, started_at: ago(2), due_at: ago(1) }
  await checks.plan(
    Array.from({ length: 100 }, (_, i) => ({ payment_session_id: `payses_new_${i}`, account: "stripe", ...started })),
  )
  await checks.dueAccounts()
  await checks.findReported("stripe", 100)
  const [claimed, next] = await checks.claim("stripe", 50, 30)
  await checks.complete([{ sessionId: claimed!.payment_session_id }])
  await checks.postpone(next!.payment_session_id, 60, "unreachable")
  await checks.releaseClaims([next!.payment_session_id])
}

async function workOnFindings(findings: ReconciliationFindingRepository, runId: string): Promise<void> {
  const finding = {
    reconciliation_run_id: runId,
    account: "stripe",
    payment_session_id: old("payses"),
    payment_record_id: old("prec"),
    provider_payment_id: old("pi"),
    detail: "captured there, not here",
    ours: {},
    theirs: [],
    differs_since: null,
    dryRun: false,
  }
  const { id } = await findings.add(finding)
  await findings.markRepairing(id, "stripe", `evt_aged_${OLD}`)
  await findings.open(100)
  await findings.close(id, "repaired")
  await findings.anySince("stripe", ago(24))
}

export async function workAfterPayments({
  afterPayments,
  webhookCounts,
  consumerRows,
  accountHealth,
  metricsRows,
  metricsDays,
  retention,
}: Parts): Promise<void> {
  const due = await afterPayments.claim(30)
  await afterPayments.putOff(due?.id ?? old("ptrn"), 60)
  await afterPayments.giveUp(old("ptrn"))
  await afterPayments.complete(old("ptrn"))
  await webhookCounts.add([{ account: "stripe", outcome: "accepted", n: 1 }])
  await webhookCounts.fold()
  await webhookCounts.sum(ago(24), new Date())
  await consumerRows.add([{ id: "erp", taken: 1, refused: 0, failed: 0, fault: null, isSubscribed: true, waiting: 0 }])
  await consumerRows.list(["erp"])
  await metricsRows.backlog()
  await metricsRows.count(ago(3), new Date())
  for (let i = 0; i < 2; i++) await metricsDays.roll()
  const midnight = Math.floor(Date.now() / DAY_MS) * DAY_MS
  await metricsRows.count(new Date(midnight - 3 * DAY_MS), new Date(midnight))
  // With two days that are in it in part.
  await metricsRows.count(ago(24 * 4), new Date())
  await metricsRows.attemptTotals([1, 10])
  await metricsRows.openAttention()
  await metricsRows.lastWebhooks(["stripe", "adyen", "nobody"])
  await accountHealth.read(["stripe", "adyen", "nobody"])
  for (const what of [
    ...([
      "deliveries",
      "findings",
      "runs",
      "checks",
      "notifications",
      "webhookEvents",
      "replays",
      "paymentMethodUses",
      "pushSubscriptions",
    ] as const),
  ]) {
    // Once with rows that are old enough, once with none.
    for (const days of [35, 4_000]) await retention.prune(what, days, 500)
  }
}

/** The person of the payments `rows`, as Medusa's rows name a customer with a card that expires. */
const personOf = (rows: readonly number[]): Person => ({
  customerIds: ["cus_aged_34007"],
  emails: rows.map((i) => `buyer${i}@example.com`),
  phones: ["+4930123456"],
  orderIds: rows.map((i) => `order_aged_${i}`),
  cartIds: rows.map((i) => `cart_aged_${i}`),
  sessionIds: rows.map((i) => `payses_aged_${i}`),
  byAddress: true,
})

export async function workOnErasures({ erasures }: Parts): Promise<void> {
  const mark = { erased: "eras_1", erased_at: new Date().toISOString() }
  const pseudonymOf = (text: string) => `erased:${text.length}`
  await erasures.locate(personOf([]))
  // A customer of many years: the more ids, the dearer each look by an index seems.
  await erasures.locate(personOf(Array.from({ length: 100 }, (_, i) => 34_007 - i)))
  const { events, messages, findings, paymentMethodUses } = await erasures.locate(personOf([34_007]))
  for (const { finished } of [events, messages, findings]) if (!finished.length) throw new Error("nothing to erase was found")
  await erasures.emptyEvents(events.finished, mark)
  await erasures.emptyFindings(findings.finished, mark)
  await erasures.renamePaymentMethods(paymentMethodUses, pseudonymOf)
  const ids = messages.finished.map(({ id }) => id)
  await erasures.emptyMessages(ids, mark, pseudonymOf, async () => {})
  for (const table of ["notification_preference", "push_subscription"] as const)
    for (const dryRun of [true, false]) await erasures.forget(table, ["cus_aged_34007"], dryRun)
}

export async function workOnStories({ paymentStories, lists }: Parts): Promise<void> {
  const payment = { id: old("prec"), payment_session_id: old("payses"), provider_payment_id: old("pi"), account: "stripe" }
  const places = await paymentStories.places(payment, { kinds: STORY_KINDS, limit: 3 })
  if (places.length < 3) throw new Error("no story was found")
  await paymentStories.places(payment, { kinds: ["event", "message"], before: places[1], limit: 100 })
  const rows = (prefix: string) => ({ id: Array.from({ length: 200 }, (_, i) => `${prefix}_aged_${OLD - i}`) })
  await lists.related([
    { entity: "PaymentWebhookEvent", filters: rows("pwhe") },
    { entity: "PaymentTransition", filters: rows("ptrn") },
    { entity: "PaymentNotification", filters: rows("pnot") },
    { entity: "Delivery", filters: rows("pdel") },
    { entity: "PaymentAttention", filters: rows("patt") },
    { entity: "PaymentAttentionDecision", filters: rows("patd") },
  ])
}

export async function workOnSearches({ searches }: Parts): Promise<void> {
  const orders = [`order_aged_${OLD - 1}`]
  const found = [await searches.payments(old("pi"), orders, 20), await searches.events(`evt_aged_${OLD}`, 20)]
  if (found.some((ids) => !ids.includes(old("prec")) && !ids.includes(old("pwhe")))) throw new Error("nothing was found")
  // The beginning of every id there is, and of none.
  for (const text of ["pi_", "evt_", "nothing"]) {
    await searches.payments(text, [], 20)
    await searches.events(text, 20)
  }
}

export async function workOnReplays({ webhookOverview, webhookReplays }: Parts): Promise<void> {
  const [cause] = (await webhookOverview.causes("dead")).causes
  await webhookOverview.causes("quarantined")
  await webhookReplays.findRunning(cause!)
  const run = (await webhookReplays.begin(cause!, await webhookOverview.countOf(cause!), "user_1"))!
  await webhookReplays.find(run.id)
  for (let i = 0; i < 3; i++) {
    await webhookReplays.exclusively((transaction) => carryOn(transaction, { window: 10, giveUpAfterSeconds: 3600 }))
  }
  await webhookReplays.stop(run.id, "user_1")
}

export async function workOnLists({ lists, webhookOverview }: Parts): Promise<void> {
  await webhookOverview.facets()
  const open = { fields: ["id"], filters: { state: "open" }, order: { due_by: "ASC" }, limit: 20 } as const
  const { next_cursor: beyond } = await lists.page("PaymentAttention", open)
  await lists.page("PaymentAttention", { ...open, cursor: beyond! })
  const order = { updated_at: "DESC" } as const
  await lists.page("PaymentRecord", { fields: ["id"], filters: {}, order, limit: 200, offset: 1_000 })
  const { next_cursor } = await lists.page("PaymentRecord", { fields: ["id"], filters: {}, order, limit: 200 })
  await lists.page("PaymentRecord", { fields: ["id"], filters: {}, order, limit: 200, cursor: next_cursor! })
  const payments = Array.from({ length: 200 }, (_, i) => `prec_aged_${i + 1}`)
  await lists.related([
    { entity: "PaymentTransition", filters: { payment_record_id: payments }, order: { version: "ASC" } },
    { entity: "PaymentWebhookEvent", filters: { payment_record_id: payments }, order: { received_at: "ASC" } },
  ])
}
