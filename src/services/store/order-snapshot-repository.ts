import type { DataSource } from "typeorm"
import type { DisputeState, RefundState } from "../domain/facts"
import { FREEZE, ORDER_MONEY, ORDER_PLACE } from "./order-snapshot.sql"

/** A body as it is sent at every attempt, and its time: never that of another state of the order at the same destination. */
export interface OrderSnapshot {
  readonly body: string
  readonly at: Date
}

/** A delivery among those of its order to the same destination. */
export interface OrderPlace {
  /** Null for a payment that has no order. */
  readonly orderId: string | null
  readonly cartId: string | null
  readonly frozen: OrderSnapshot | null
  /** A newer one is there, which is sent the order's newest state. */
  readonly isSuperseded: boolean
  /** Another one of the order is on its way. */
  readonly isBusy: boolean
  /** The body that the platform took last; null where it took none, or that is pruned. */
  readonly lastBody: string | null
  /** The platform has had a state of the order. */
  readonly isKnown: boolean
}

interface Row {
  readonly id: string
  readonly amount: bigint
  readonly reasonCode: string | null
  readonly at: Date
}

/** The money of an order by our rows; amounts are minor units. */
export interface OrderMoney {
  readonly hasMoney: boolean
  readonly refunds: ReadonlyArray<Row & { readonly state: RefundState }>
  readonly disputes: ReadonlyArray<Row & { readonly state: DisputeState; readonly settledByRefund: boolean }>
}

/** Whole orders for agents' platforms: what is known of each, and the bodies that are frozen. */
export class OrderSnapshotRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** Undefined for a delivery that is about no payment. */
  async place(deliveryId: string): Promise<OrderPlace | undefined> {
    const [row] = await this.#db.query(ORDER_PLACE, [deliveryId])
    return row && { ...row, frozen: row.frozen && { body: row.frozen.body, at: new Date(row.frozen.at) } }
  }

  /** Freezes a claimed delivery's body, unless it is frozen: answers what is. Undefined if its lease was lost. */
  async freeze(deliveryId: string, leaseToken: string, orderId: string, body: string): Promise<OrderSnapshot | undefined> {
    const [row] = await this.#db.query(FREEZE, [deliveryId, body, leaseToken, orderId])
    return row
  }

  async money(orderId: string): Promise<OrderMoney> {
    const [{ hasMoney, refunds, disputes }] = await this.#db.query(ORDER_MONEY, [orderId])
    return { hasMoney, refunds: refunds.map(exact), disputes: disputes.map(exact) }
  }
}

const exact = <Raw extends { amount: string; at: string }>(row: Raw) => ({
  ...row,
  amount: BigInt(row.amount),
  at: new Date(row.at),
})
