import type { BigNumberInput } from "@medusajs/framework/types"
import { BigNumber } from "@medusajs/framework/utils"
import { toMajor as majorOf, toMinor as minorOf } from "medusa-payment-notifications/testing"

/** Medusa's major units (25) to the gateway's integer minor units (2500). */
export const toMinor = (amount: BigNumberInput, currency: string): number =>
  Number(minorOf(new BigNumber(amount).numeric, currency))

/** The gateway's integer minor units (2500) to Medusa's major units (25). */
export const toMajor = (minor: number, currency: string): BigNumber => new BigNumber(majorOf(BigInt(minor), currency))
