import { MathBN } from "@medusajs/framework/utils"
import { roundToMinor } from "../../services/domain/money"

/** An amount as Medusa's rows carry it: a number to look at, and the exact decimal beside it. */
export interface StoredAmount {
  readonly amount: unknown
  readonly raw_amount?: unknown
}

const exact = ({ amount, raw_amount }: StoredAmount): any => raw_amount ?? amount

/** The exact sum in major units, as plain decimal text. */
export const sumMajor = (rows: readonly StoredAmount[]): string => MathBN.sum(...rows.map(exact)).toFixed()

/** The exact sum, rounded to minor units once at the end. */
export const sumMinor = (rows: readonly StoredAmount[], currency: string): bigint => roundToMinor(sumMajor(rows), currency)
