// One workflow per fact, each with a hook: what a store adds runs after the money, never instead of it.
export * from "./payment-workflows"
export * from "./refund-workflows"
export * from "./dispute-workflows"
