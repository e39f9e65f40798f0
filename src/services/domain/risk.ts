/** `flag`: the order goes on, and the merchant is notified. `review`: nothing is done with the money until a person has decided. */
export const RISK_ACTIONS = ["flag", "review"] as const
export type RiskAction = (typeof RISK_ACTIONS)[number]

/** The rules of a store; `false` switches a rule off. */
export interface RiskRules {
  readonly repeatedFailures: { readonly count: number; readonly withinMinutes: number; readonly action: RiskAction } | false
  readonly sharedPaymentMethod: { readonly carts: number; readonly withinMinutes: number; readonly action: RiskAction } | false
  readonly earlyFraudWarning: RiskAction | false
  readonly review: RiskAction | false
}

/** The observations about a payment when its money is reported. */
export interface RiskObservations {
  /** Failed attempts on the same cart within the rule's span. */
  readonly failures: number
  /** Carts that the same payment method was used on within the rule's span, this one included. */
  readonly carts: number
  /** Inquiries and early fraud warnings about the payment that are still open, and the disputes that followed, except those won or closed. */
  readonly warnings: number
  /** The provider asks for a review of the payment. */
  readonly underReview: boolean
}

/** A rule that a payment has met, with the numbers behind it. */
export interface RiskSignal {
  readonly rule: keyof RiskRules
  readonly action: RiskAction
  readonly reason: string
}

type Rule = (rules: RiskRules, observed: RiskObservations) => RiskSignal | undefined

const repeatedFailures: Rule = ({ repeatedFailures: rule }, { failures }) =>
  rule && failures >= rule.count
    ? {
        rule: "repeatedFailures",
        action: rule.action,
        reason: `${failures} attempts to pay this cart failed within ${rule.withinMinutes} minutes; the rule allows ${rule.count - 1}`,
      }
    : undefined

const sharedPaymentMethod: Rule = ({ sharedPaymentMethod: rule }, { carts }) =>
  rule && carts >= rule.carts
    ? {
        rule: "sharedPaymentMethod",
        action: rule.action,
        reason: `the same payment method was used on ${carts} carts within ${rule.withinMinutes} minutes; the rule allows ${rule.carts - 1}`,
      }
    : undefined

const earlyFraudWarning: Rule = ({ earlyFraudWarning: action }, { warnings }) =>
  action && warnings > 0
    ? {
        rule: "earlyFraudWarning",
        action,
        reason: `${warnings} ${warnings === 1 ? "warning or dispute stands" : "warnings or disputes stand"} against this payment`,
      }
    : undefined

const review: Rule = ({ review: action }, { underReview }) =>
  action && underReview
    ? { rule: "review", action, reason: "the provider has put this payment up for review by a person" }
    : undefined

const RULES: readonly Rule[] = [repeatedFailures, sharedPaymentMethod, earlyFraudWarning, review]

/** The rules that a payment meets; pure. There is no score: each rule counts by itself and says why. */
export const riskSignals = (rules: RiskRules, observed: RiskObservations): RiskSignal[] =>
  RULES.flatMap((rule) => rule(rules, observed) ?? [])
