import { trace } from "@opentelemetry/api"
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base"
import { IncomingMessage, ServerResponse } from "node:http"
import { Socket } from "node:net"
import { MalformedPayloadError, SignatureVerificationError } from "../../../services/domain/errors"
import { acceptWebhook } from "../accept-webhook"

const exporter = new InMemorySpanExporter()
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))

const account = { id: "shop", provider: "stripe", paymentProviders: [], maxBodyBytes: 10, options: { secret: "s3cret" } }

/** One call with the body "{}"; `receive` is the service's answer or throws its error. */
async function call(receive: () => Promise<unknown>, body = "{}") {
  exporter.reset()
  const counted: unknown[] = []
  const service = { receive, refuse: () => undefined, tally: { count: (...count: unknown[]) => counted.push(count) } }
  const logger = { warn: () => undefined, error: () => undefined, info: () => undefined }
  const parts: Record<string, unknown> = {
    paymentNotification: service,
    logger,
    payment: {},
    event_bus: { emit: async () => undefined },
  }
  const req = Object.assign(new IncomingMessage(new Socket()), {
    method: "POST",
    url: "/webhooks/payments/shop",
    scope: { resolve: (name: string) => parts[name] },
  })
  req.push(body)
  req.push(null)
  const res = Object.assign(new ServerResponse(req), {
    status(code: number) {
      return Object.assign(this, { statusCode: code })
    },
    json: () => res.end(),
  })
  await acceptWebhook(req as never, res as never, account)
  const [span] = exporter.getFinishedSpans()
  return { counted, status: res.statusCode, name: span?.name, attributes: span?.attributes }
}

const received = (recorded: number, duplicates: number, due: number) => async () => ({
  reply: { status: 200 },
  outcome: { recorded, duplicates },
  due,
})

const of = (outcome: string) => ({
  "payment_notification.account": "shop",
  "payment_notification.provider": "stripe",
  "payment_notification.outcome": outcome,
})

it.each([
  ["something new", received(1, 0, 1), "accepted", []],
  ["something new beside what is known", received(1, 1, 1), "accepted", []],
  ["what is known", received(0, 2, 0), "duplicate", []],
  ["what needs no worker", received(3, 0, 1), "accepted", [["shop", "ignored", 2]]],
  ["nothing to keep", received(0, 0, 0), "accepted", []],
])("counts and traces a call that reports %s", async (_what, receive, outcome, more) =>
  expect(await call(receive)).toEqual({
    counted: [["shop", outcome], ...more],
    status: 200,
    name: "payment_notification.webhook.receive",
    attributes: of(outcome),
  }),
)

it.each([
  [new SignatureVerificationError("wrong"), 400, "forged"],
  [new MalformedPayloadError("ada@example.com is no JSON"), 400, "malformed"],
  [new TypeError("a fault of ours"), 500, "unavailable"],
])("counts and traces a refusal: %p", async (error, status, outcome) =>
  expect(await call(() => Promise.reject(error))).toMatchObject({
    counted: [["shop", outcome]],
    status,
    attributes: of(outcome),
  }),
)

it("counts a body that is too large, without verifying it", async () =>
  expect(await call(received(1, 0, 1), "x".repeat(11))).toMatchObject({ counted: [["shop", "too_large"]], status: 413 }))
