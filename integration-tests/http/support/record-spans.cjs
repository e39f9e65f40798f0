// Preloaded into a store: registers OpenTelemetry's SDK, as a store's own instrumentation does, and says each span on its output.
const { context, trace } = require("@opentelemetry/api")
const { AsyncLocalStorageContextManager } = require("@opentelemetry/context-async-hooks")
const { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } = require("@opentelemetry/sdk-trace-base")

const exporter = new InMemorySpanExporter()
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))

setInterval(() => {
  const spans = exporter.getFinishedSpans()
  exporter.reset()
  for (const span of spans) {
    const { name, attributes, parentSpanContext } = span
    const told = { id: span.spanContext().spanId, parent: parentSpanContext?.spanId ?? null, name, attributes }
    process.stdout.write(`span ${JSON.stringify(told)}\n`)
  }
}, 100).unref()
