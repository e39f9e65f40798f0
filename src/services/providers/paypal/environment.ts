import type { Mode } from "../../domain/facts"

export const ENVIRONMENTS = ["live", "sandbox"] as const

/** PayPal's two environments; nothing of one is valid in the other. */
export type Environment = (typeof ENVIRONMENTS)[number]

/** Address of each environment's REST API. */
export const API_URL: Readonly<Record<Environment, string>> = {
  live: "https://api-m.paypal.com",
  sandbox: "https://api-m.sandbox.paypal.com",
}

/** The common name that PayPal's signing certificates bear. */
export const CERTIFICATE_NAME: Readonly<Record<Environment, string>> = {
  live: "messageverificationcerts.paypal.com",
  sandbox: "messageverificationcerts.sandbox.paypal.com",
}

export const MODE: Readonly<Record<Environment, Mode>> = { live: "live", sandbox: "test" }
