import { SpanStatusCode, trace, type Attributes, type Span } from "@opentelemetry/api"
import { describeError } from "../domain/describe-error"

/** Asks for the SDK that the store has registered, whenever that was; without one a span costs next to nothing. */
const tracer = trace.getTracer("medusa-payment-notifications")

const PREFIX = "payment_notification"

/** Adds what is known only later. */
export type Annotate = (attributes: Attributes) => void

/**
 * Runs `work` in a span `payment_notification.<name>`; attributes get the same prefix. Only what names kinds of things may go in: ids of
 * accounts, types, facts, channels, outcomes. Never a payload, an address or an amount; of an error its code, since messages quote
 * what they failed on.
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
