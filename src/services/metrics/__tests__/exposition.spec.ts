import { expose, type Sample } from "../exposition"

const NOTHING: Sample = {
  webhookCounts: [],
  attempts: [],
  backlog: [],
  attention: [],
  lastWebhooks: [],
  ratios: { receive: null, process: null, send: null, delivery: null, callback: null },
  destinations: [],
  callbacks: [],
  consumerIds: [],
  consumers: [],
}

const linesOf = async (sample: Partial<Sample>): Promise<string[]> =>
  (await expose({ ...NOTHING, ...sample })).text.split("\n").filter((line) => line && !line.startsWith("#"))

it("separates calls and events, and escapes labels", async () => {
  const lines = await linesOf({
    webhookCounts: [
      { account: "(unknown)", outcome: "unknown_account", n: 7 },
      { account: 'a"b', outcome: "accepted", n: 2 },
      { account: "stripe", outcome: "processed", n: 1 },
      { account: "stripe", outcome: "ignored", n: 5 },
      { account: "stripe", outcome: "ignored:no_session", n: 3 },
    ],
  })

  expect(lines).toEqual(
    expect.arrayContaining([
      'payment_notifications_webhooks_total{account="(unknown)",outcome="unknown_account"} 7',
      'payment_notifications_webhooks_total{account="a\\"b",outcome="accepted"} 2',
      'payment_notifications_events_total{account="stripe",outcome="processed"} 1',
      'payment_notifications_events_total{account="stripe",outcome="ignored"} 5',
      'payment_notifications_ignored_events_total{account="stripe",reason="no_session"} 3',
    ]),
  )
})

it("adds the buckets of a histogram up, to the sum of all in +Inf", async () => {
  const sent = { channel: "email", outcome: "sent" }
  const attempts = [
    { ...sent, slot: 0, n: 3, seconds: 1.5 },
    { ...sent, slot: 3, n: 1, seconds: 8 },
    { ...sent, slot: 10, n: 1, seconds: 90_000 },
    { ...sent, slot: null, n: 7, seconds: 0 },
  ]
  const lines = (await linesOf({ attempts })).filter((line) => line.includes("delivery_seconds"))
  const bucket = (le: string) =>
    lines
      .find((line) => line.includes(`le="${le}"`))
      ?.split(" ")
      .at(-1)

  expect(["1", "2", "5", "10", "21600", "+Inf"].map(bucket)).toEqual(["3", "3", "3", "4", "4", "5"])
  expect(lines.slice(-2)).toEqual([
    'payment_notifications_delivery_seconds_sum{channel="email"} 90009.5',
    'payment_notifications_delivery_seconds_count{channel="email"} 5',
  ])
})

it("leaves a share out where there is none, and shows an empty backlog as 0", async () => {
  const lines = await linesOf({
    ratios: { ...NOTHING.ratios, send: 0 },
    backlog: [{ queue: "events", due: 0, waiting: 3, age: null, dead: 1, quarantined: 2 }],
  })

  expect(lines.filter((line) => line.includes("ratio"))).toEqual(['payment_notifications_success_ratio{figure="send"} 0'])
  expect(lines).toEqual(
    expect.arrayContaining([
      'payment_notifications_backlog_age_seconds{queue="events"} 0',
      'payment_notifications_dead{queue="events"} 1',
      "payment_notifications_quarantined_events 2",
    ]),
  )
})

it("shows how each destination goes, and no age of one that rests", async () => {
  const one = { waiting: 3, overdue_seconds: 40, dead: 1, is_open: true } as Sample["destinations"][number]
  const lines = await linesOf({
    destinations: [
      { ...one, id: "erp", state: "active" },
      { ...one, id: "bonus", state: "paused", is_open: false },
    ],
    callbacks: [
      {
        destination: "erp",
        callback_success: 0.5,
        callbacks: { delivered: 1, dead: 1, canceled: 0, waiting: 0 },
        callback_time: { count: 1, mean_seconds: 2, p50_seconds: 2, p95_seconds: 3, p99_seconds: 4 },
      },
      {
        destination: "bonus",
        callback_success: null,
        callbacks: { delivered: 0, dead: 0, canceled: 0, waiting: 3 },
        callback_time: null,
      },
    ],
  })
  const of = (destination: string) =>
    Object.fromEntries(
      lines
        .filter((line) => line.includes(`destination="${destination}"`))
        .map((line) =>
          line.replace("payment_notifications_destination_", "").replace(`destination="${destination}"`, "").split(" "),
        ),
    )

  expect(of("erp")).toEqual({
    "backlog{}": "3",
    "backlog_age_seconds{}": "40",
    "dead{}": "1",
    "breaker_open{}": "1",
    "paused{}": "0",
    "disabled{}": "0",
    "success_ratio{}": "0.5",
    'delivery_seconds{,percentile="p50"}': "2",
    'delivery_seconds{,percentile="p95"}': "3",
    'delivery_seconds{,percentile="p99"}': "4",
  })
  expect(of("bonus")).toEqual({
    "backlog{}": "3",
    "backlog_age_seconds{}": "0",
    "dead{}": "1",
    "breaker_open{}": "0",
    "paused{}": "1",
    "disabled{}": "0",
  })
})

it("shows how each consumer goes, also one that nobody runs", async () => {
  const counts = { last_fault_at: null, last_fault: null }
  const lines = await linesOf({
    consumerIds: ["erp", "bank"],
    consumers: [
      {
        ...counts,
        id: "erp",
        taken: 5,
        refused: 2,
        failed: 1,
        waiting: 3,
        last_message_at: new Date(90_000),
        unsubscribed_seconds: 9,
      },
    ],
  })

  expect(lines.filter((line) => line.includes("consumer")).sort()).toEqual([
    'payment_notifications_consumer_last_message_timestamp_seconds{consumer="erp"} 90',
    'payment_notifications_consumer_messages_total{consumer="bank",outcome="failed"} 0',
    'payment_notifications_consumer_messages_total{consumer="bank",outcome="refused"} 0',
    'payment_notifications_consumer_messages_total{consumer="bank",outcome="taken"} 0',
    'payment_notifications_consumer_messages_total{consumer="erp",outcome="failed"} 1',
    'payment_notifications_consumer_messages_total{consumer="erp",outcome="refused"} 2',
    'payment_notifications_consumer_messages_total{consumer="erp",outcome="taken"} 5',
    'payment_notifications_consumer_subscribed{consumer="bank"} 0',
    'payment_notifications_consumer_subscribed{consumer="erp"} 1',
    'payment_notifications_consumer_waiting_messages{consumer="erp"} 3',
  ])
})
