import type { MedusaContainer } from "@medusajs/framework/types"
import { paymentRows, type CaptureRow, type PaymentCollectionRow, type PaymentRow } from "./payment-rows"

/** A session's payment with its captures, and all that its collection has captured. */
export interface PaidSession {
  readonly payment: PaymentRow
  readonly collection: PaymentCollectionRow
}

/** The Payment Module's own connection; every module service has it at run time. */
interface WithConnection {
  readonly baseRepository_: {
    getFreshManager(): {
      readonly config: { get(name: "schema"): string | undefined }
      getKnex(): { raw(sql: string, bindings: readonly string[]): Promise<{ readonly rows: readonly Row[] }> }
    }
  }
}

interface Row {
  readonly payment: PaymentRow
  readonly collection: PaymentCollectionRow
  readonly captures: readonly CaptureRow[]
  readonly collected: readonly CaptureRow[]
}

/**
 * `??` takes the tables in their order, `?` the session, whose own row core may have deleted. Sums are read from `raw_…`, which JSON
 * keeps exactly.
 */
const PAID_SESSION = `
  WITH paid AS (
    SELECT payment.*, payment.payment_collection_id AS collection_id
      FROM ?? AS payment WHERE payment.payment_session_id = ? AND payment.deleted_at IS NULL)
  SELECT to_jsonb(paid) AS payment, to_jsonb(collection) AS collection,
         (SELECT COALESCE(jsonb_agg(capture), '[]') FROM ?? AS capture
           WHERE capture.payment_id = paid.id AND capture.deleted_at IS NULL) AS captures,
         (SELECT COALESCE(jsonb_agg(capture), '[]') FROM ?? AS capture JOIN ?? AS payment ON payment.id = capture.payment_id
           WHERE payment.payment_collection_id = collection.id
             AND capture.deleted_at IS NULL AND payment.deleted_at IS NULL) AS collected
    FROM paid JOIN ?? AS collection ON collection.id = paid.collection_id AND collection.deleted_at IS NULL`

/**
 * Reads the session's payment by one statement; undefined where it has none yet. The module's own methods read the same rows by six, and
 * build objects of them, which for each order costs as much as all statements of ours.
 */
export async function readPaidSession(container: MedusaContainer, sessionId: string): Promise<PaidSession | undefined> {
  const manager = (paymentRows(container) as unknown as WithConnection).baseRepository_.getFreshManager()
  const schema = manager.config.get("schema")
  const table = (name: string) => (schema ? `${schema}.${name}` : name)
  const [payment, capture] = [table("payment"), table("capture")]
  const bindings = [payment, sessionId, capture, capture, payment, table("payment_collection")]
  const [row] = (await manager.getKnex().raw(PAID_SESSION, bindings)).rows
  if (!row) return undefined
  return {
    payment: { ...row.payment, captures: row.captures },
    collection: { ...row.collection, payments: [{ ...row.payment, captures: row.collected }] },
  }
}
