import { MedusaContextType } from "@medusajs/framework/utils"

/** The last argument of a Medusa module's method, with which it takes part in a transaction that is already open. */
export interface TransactionContext {
  /** Without this mark the container of a workflow step puts the workflow's own context in its place. */
  readonly __type: typeof MedusaContextType
  readonly transactionManager: { getTransactionContext(): TransactionQueries }
}

interface TransactionQueries {
  raw(sql: string): Promise<unknown>
  (table: string): { where(column: string, value: string): { forUpdate(): { select(column: string): Promise<unknown[]> } } }
}

/** Every module service has it at run time; the published interfaces leave it out. */
interface WithRepository {
  readonly baseRepository_: { transaction<T>(work: (manager: never) => Promise<T>): Promise<T> }
}

/** Several calls of one Medusa module in one commit. The module's own methods do it the same way, one layer further in. */
export const inTransaction = <T>(moduleService: object, work: (context: TransactionContext) => Promise<T>): Promise<T> =>
  (moduleService as WithRepository).baseRepository_.transaction((transactionManager) =>
    work({ __type: MedusaContextType, transactionManager }),
  )

/**
 * Locks the payment's row until the transaction ends, as core does when it captures or refunds: core's guard against refunding
 * more than was captured then sees our row, and we see core's.
 */
export const lockPayment = (context: TransactionContext, paymentId: string): Promise<void> =>
  lockRow(context, "payment", paymentId)

/** Locks an order's row until the transaction ends: nobody changes it between our reading and writing. */
export const lockOrder = (context: TransactionContext, orderId: string): Promise<void> => lockRow(context, "order", orderId)

/** Core waits three seconds for a row, so we do not wait longer either. */
async function lockRow({ transactionManager }: TransactionContext, table: string, id: string): Promise<void> {
  const knex = transactionManager.getTransactionContext()
  await knex.raw("SET LOCAL lock_timeout = '3s'")
  await knex(table).where("id", id).forUpdate().select("id")
}
