import Ajv2020 from "ajv/dist/2020"

// Schemas of an order webhook's body by the two specifications, written for these tests: ACP 2026-04-17 closed, UCP 2026-04-08 open, and
// those of January, ACP 2026-01-30 and UCP 2026-01-23.

const text = { type: "string" }
const integer = { type: "integer" }
const time = { type: "string", format: "date-time" }
const closed = (required: string[], properties: object) => ({ type: "object", additionalProperties: false, required, properties })
const list = (items: object) => ({ type: "array", items })

const acpTotal = closed(["type", "display_text", "amount"], {
  type: {
    enum: "items_base_amount items_discount subtotal discount fulfillment tax fee gift_wrap tip store_credit total amount_refunded".split(
      " ",
    ),
  },
  display_text: text,
  amount: integer,
})

const acpOrder = closed(["type", "id", "checkout_session_id", "permalink_url", "status"], {
  type: { const: "order" },
  id: text,
  checkout_session_id: text,
  order_number: text,
  permalink_url: { type: "string", format: "uri" },
  status: { enum: ["created", "confirmed", "manual_review", "processing", "shipped", "completed", "canceled"] },
  line_items: list(
    closed(["id", "title", "quantity"], {
      id: text,
      title: text,
      product_id: text,
      quantity: closed(["ordered", "current"], {
        ordered: { type: "integer", minimum: 1 },
        current: { type: "integer", minimum: 0 },
        fulfilled: { type: "integer", minimum: 0 },
      }),
      unit_price: integer,
      subtotal: integer,
      status: { enum: ["processing", "partial", "fulfilled", "removed"] },
    }),
  ),
  adjustments: list(
    closed(["id", "type", "occurred_at", "status"], {
      id: text,
      type: { enum: ["refund", "credit", "return", "exchange", "price_adjustment", "cancellation", "dispute"] },
      occurred_at: time,
      status: { enum: ["pending", "completed", "failed"] },
      amount: integer,
      currency: { type: "string", pattern: "^[a-z]{3}$" },
      description: text,
      reason: text,
    }),
  ),
  totals: list(acpTotal),
})

const acpEvent = closed(["type", "data"], { type: text, data: acpOrder })

const ucpTotal = {
  type: "object",
  required: ["type", "amount"],
  properties: { type: text, display_text: text, amount: integer },
  allOf: [
    {
      if: { properties: { type: { enum: ["discount", "items_discount"] } } },
      then: { properties: { amount: { exclusiveMaximum: 0 } } },
    },
    {
      if: { properties: { type: { enum: ["subtotal", "fulfillment", "tax", "fee"] } } },
      then: { properties: { amount: { minimum: 0 } } },
    },
  ],
}

const once = (type: string) => ({ contains: { properties: { type: { const: type } } }, minContains: 1, maxContains: 1 })

const ucpOrder = {
  type: "object",
  required: ["ucp", "id", "checkout_id", "permalink_url", "line_items", "fulfillment", "currency", "totals"],
  properties: {
    ucp: {
      type: "object",
      required: ["version", "capabilities"],
      properties: { version: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" } },
    },
    id: text,
    label: text,
    checkout_id: text,
    permalink_url: { type: "string", format: "uri" },
    line_items: list({
      type: "object",
      required: ["id", "item", "quantity", "totals", "status"],
      properties: {
        item: {
          type: "object",
          required: ["id", "title", "price"],
          properties: { id: text, title: text, price: { type: "integer", minimum: 0 } },
        },
        quantity: {
          type: "object",
          required: ["total", "fulfilled"],
          properties: Object.fromEntries(
            ["original", "total", "fulfilled"].map((name) => [name, { type: "integer", minimum: 0 }]),
          ),
        },
        totals: list(ucpTotal),
        status: { enum: ["processing", "partial", "fulfilled", "removed"] },
      },
    }),
    fulfillment: { type: "object" },
    adjustments: list({
      type: "object",
      required: ["id", "type", "occurred_at", "status"],
      properties: { occurred_at: time, status: { enum: ["pending", "completed", "failed"] }, totals: list(ucpTotal) },
    }),
    currency: text,
    totals: { ...list(ucpTotal), allOf: [once("subtotal"), once("total")] },
  },
}

const acpJanuary = closed(["type", "data"], {
  type: text,
  data: closed(["type", "checkout_session_id", "permalink_url", "status", "refunds"], {
    type: { const: "order" },
    checkout_session_id: text,
    permalink_url: { type: "string", format: "uri" },
    status: { enum: ["created", "manual_review", "confirmed", "canceled", "shipped", "fulfilled"] },
    refunds: list(closed(["type", "amount"], { type: { enum: ["store_credit", "original_payment"] }, amount: integer })),
  }),
})

const januaryTotal = {
  type: "object",
  required: ["type", "amount"],
  properties: {
    type: { enum: ["items_discount", "subtotal", "discount", "fulfillment", "tax", "fee", "total"] },
    display_text: text,
    amount: { type: "integer", minimum: 0 },
  },
}

const quantities = { type: "integer", minimum: 0 }

const ucpJanuary = {
  type: "object",
  required: [
    ...["event_id", "created_time"],
    ...["ucp", "id", "checkout_id", "permalink_url", "line_items", "fulfillment", "totals"],
  ],
  properties: {
    event_id: text,
    created_time: time,
    ucp: { type: "object", required: ["version"], properties: { version: { const: "2026-01-23" } } },
    permalink_url: { type: "string", format: "uri" },
    line_items: list({
      type: "object",
      required: ["id", "item", "quantity", "totals", "status"],
      properties: {
        quantity: { type: "object", required: ["total", "fulfilled"], properties: { total: quantities, fulfilled: quantities } },
        totals: list(januaryTotal),
        status: { enum: ["processing", "partial", "fulfilled"] },
      },
    }),
    fulfillment: { type: "object" },
    adjustments: list({
      type: "object",
      required: ["id", "type", "occurred_at", "status"],
      properties: { occurred_at: time, status: { enum: ["pending", "completed", "failed"] }, amount: integer },
    }),
    totals: list(januaryTotal),
  },
}

const ajv = new Ajv2020({ allErrors: true, strict: false })
ajv.addFormat("date-time", /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/)
ajv.addFormat("uri", (uri) => URL.canParse(uri))

const validators = {
  acp: ajv.compile(acpEvent),
  ucp: ajv.compile(ucpOrder),
  "acp of january": ajv.compile(acpJanuary),
  "ucp of january": ajv.compile(ucpJanuary),
}

/** The faults of a body as JSON carries it; empty where it is valid. */
export function faults(protocol: keyof typeof validators, body: object): string[] {
  const validate = validators[protocol]
  validate(JSON.parse(JSON.stringify(body)))
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
