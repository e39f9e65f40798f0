import { BigNumber } from "@medusajs/framework/utils"
import type { BigNumberInput } from "@medusajs/framework/types"

const exponentOf = (currency: string): number =>
  new Intl.NumberFormat("en", { style: "currency", currency: currency.toUpperCase() }).resolvedOptions().maximumFractionDigits ?? 2

/** Medusa's major units (25) to the gateway's integer minor units (2500). */
export const toMinor = (amount: BigNumberInput, currency: string): number =>
  Math.round(new BigNumber(amount).numeric * 10 ** exponentOf(currency))

/** The gateway's integer minor units (2500) to Medusa's major units (25). */
export const toMajor = (minor: number, currency: string): BigNumber => new BigNumber(minor / 10 ** exponentOf(currency))
