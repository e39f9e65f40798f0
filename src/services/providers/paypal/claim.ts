import { fieldOf, readCurrency, readObject, readText } from "../kit/fields"
import type { Money } from "./amount"
import { kindOf, PAYPAL_ID } from "./events"
import type { Authorization, Capture, Dispute, Order, Refund, Truth } from "./resources"

/** A webhook's claim about its subject: the fields that are read, under PayPal's names. Nothing else of a resource is stored. */
export type Claim = ReturnType<typeof readClaim>

const text = (value: unknown, key: string): string | undefined => readText(fieldOf(value, key))

function readId(value: unknown, key: string): string | undefined {
  const id = fieldOf(value, key)
  return typeof id === "string" && PAYPAL_ID.test(id) ? id : undefined
}

function money(value: unknown, key: string): Money | undefined {
  const amount = fieldOf(value, key)
  const currency_code = readCurrency(fieldOf(amount, "currency_code"))
  const decimal = text(amount, "value")
  return currency_code && decimal ? { currency_code, value: decimal } : undefined
}

/** An object's part that is read by `read`; undefined where there is none. */
function part<Part>(value: unknown, key: string, read: (part: unknown) => Part): Part | undefined {
  const object = readObject(fieldOf(value, key))
  return object && read(object)
}

function list<Item>(value: unknown, key: string, read: (item: unknown) => Item | undefined): Item[] | undefined {
  const items = fieldOf(value, key)
  if (!Array.isArray(items)) return undefined
  const readable = (items as unknown[]).map(read)
  return readable.every((item) => item !== undefined) ? readable : undefined
}

const merchant = (payee: unknown) => ({ merchant_id: text(payee, "merchant_id") })
function link(value: unknown) {
  const [rel, href] = [text(value, "rel"), text(value, "href")]
  return rel && href ? { rel, href } : undefined
}

/** Whatever cannot be read of a resource is left out. */
export const readClaim = (resource: unknown) => ({
  id: readId(resource, "id"),
  order_id: readId(resource, "order_id"),
  dispute_id: readId(resource, "dispute_id"),
  status: text(resource, "status"),
  amount: money(resource, "amount"),
  custom_id: text(resource, "custom_id"),
  invoice_id: text(resource, "invoice_id"),
  create_time: text(resource, "create_time"),
  update_time: text(resource, "update_time"),
  expiration_time: text(resource, "expiration_time"),
  status_details: part(resource, "status_details", (details) => ({ reason: text(details, "reason") })),
  payee: part(resource, "payee", merchant),
  supplementary_data: part(resource, "supplementary_data", (data) => ({
    related_ids: part(data, "related_ids", (ids) => ({
      order_id: readId(ids, "order_id"),
      authorization_id: readId(ids, "authorization_id"),
    })),
  })),
  links: list(resource, "links", link)?.filter(({ rel }) => rel === "up"),
  seller_payable_breakdown: part(resource, "seller_payable_breakdown", (breakdown) => ({
    total_refunded_amount: money(breakdown, "total_refunded_amount"),
  })),
  purchase_units: list(resource, "purchase_units", (unit) => ({
    amount: money(unit, "amount"),
    custom_id: text(unit, "custom_id"),
    invoice_id: text(unit, "invoice_id"),
    payee: part(unit, "payee", merchant),
  })),
  dispute_life_cycle_stage: text(resource, "dispute_life_cycle_stage"),
  dispute_amount: money(resource, "dispute_amount"),
  dispute_outcome: part(resource, "dispute_outcome", (outcome) => ({
    outcome_code: text(outcome, "outcome_code"),
    amount_refunded: money(outcome, "amount_refunded"),
  })),
  reason: text(resource, "reason"),
  seller_response_due_date: text(resource, "seller_response_due_date"),
  disputed_transactions: list(resource, "disputed_transactions", (transaction) => ({
    seller_transaction_id: readId(transaction, "seller_transaction_id"),
  })),
})

/**
 * The webhook's own claim about its subject, in the form of PayPal's answer: worth showing to a person, never worth money.
 * Undefined where it is incomplete.
 */
export function claimOf(notification: unknown): Truth | undefined {
  const kind = kindOf(fieldOf(notification, "event_type"))
  if (!kind) return undefined
  const claim = readClaim(fieldOf(notification, "resource"))
  const { id, status, dispute_id } = claim
  if (!status) return undefined
  if (kind === "dispute") {
    const subject = dispute_id ?? id
    return subject ? { kind, dispute: { ...claim, status, dispute_id: subject } satisfies Dispute } : undefined
  }
  const subject = id ?? (kind === "order" ? claim.order_id : undefined)
  if (!subject) return undefined
  const named = { ...claim, id: subject, status }
  if (kind === "capture") return { kind, capture: named satisfies Capture }
  if (kind === "authorization") return { kind, authorization: named satisfies Authorization }
  if (kind === "refund") return { kind, refund: named satisfies Refund }
  return { kind, order: named satisfies Order }
}
