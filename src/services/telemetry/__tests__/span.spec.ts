import { context, SpanStatusCode, trace } from "@opentelemetry/api"
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks"
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base"
import { UnmatchedPaymentError } from "../../domain/errors"
import { withSpan } from "../span"

const exporter = new InMemorySpanExporter()

it("does the work, and nothing else, as long as no SDK is there", async () => {
  expect(await withSpan("sync", { account: "stripe" }, async (annotate) => (annotate({ outcome: "sent" }), 7))).toBe(7)
  await expect(withSpan("sync", {}, () => Promise.reject(new Error("no")))).rejects.toThrow("no")
})

describe("with an SDK, registered after this file was loaded", () => {
  beforeAll(() => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))
  })
  beforeEach(() => exporter.reset())

  it("records the work, with attributes learned on the way, inside its parent", async () => {
    await withSpan("event.process", { account: "stripe", event_type: "charge.captured" }, async (annotate) => {
      await withSpan("sync", { fact: "payment.captured" }, async () => undefined)
      annotate({ outcome: "processed" })
    })
    const [sync, event] = exporter.getFinishedSpans()

    expect(event).toMatchObject({
      name: "payment_notification.event.process",
      attributes: {
        "payment_notification.account": "stripe",
        "payment_notification.event_type": "charge.captured",
        "payment_notification.outcome": "processed",
      },
      status: { code: SpanStatusCode.UNSET },
    })
    expect(sync).toMatchObject({
      name: "payment_notification.sync",
      attributes: { "payment_notification.fact": "payment.captured" },
      parentSpanContext: { spanId: event!.spanContext().spanId },
    })
  })

  it("records a failure by its code only: messages quote addresses", async () => {
    const work = () => Promise.reject(new UnmatchedPaymentError("nobody knows ada@example.com"))
    await expect(withSpan("sync", {}, work)).rejects.toThrow("ada@example.com")
    const [span] = exporter.getFinishedSpans()

    expect(span).toMatchObject({
      status: { code: SpanStatusCode.ERROR },
      attributes: { "error.type": "unmatched_payment" },
      events: [],
    })
    expect(JSON.stringify([span!.attributes, span!.status])).not.toContain("ada")
  })
})
