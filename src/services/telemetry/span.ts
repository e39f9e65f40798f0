import { SpanStatusCode, trace, type Attributes, type Span } from "@opentelemetry/api"
import { describeError } from "../domain/describe-error"

/** Uses the SDK that the store has registered, whenever that was; without one a span costs next to nothing. */
const tracer = trace.getTracer("medusa-payment-notifications")

const PREFIX = "payment_notification"

/** Adds attributes that are known only later. */
export type Annotate = (attributes: Attributes) => void

/**
 * Runs `work` in a span `payment_notification.<name>`; attributes get the same prefix. Attributes may only name kinds: ids of
 * accounts, types, facts, channels, outcomes. Never a payload, an address or an amount. Of an error only its code goes in, since
 * messages quote the data they failed on.
 */
export function withSpan<T>(name: string, attributes: Attributes, work: (annotate: Annotate) => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(`${PREFIX}.${name}`, async (span: Span) => {
    const annotate: Annotate = (more) => void (span.isRecording() && span.setAttributes(prefixed(more)))
    annotate(attributes)
    try {
      return await work(annotate)
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR })
      span.setAttribute("error.type", describeError(error).code)
      throw error
    } finally {
      span.end()
    }
  })
}

const prefixed = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).map(([key, value]) => [`${PREFIX}.${key}`, value]))
