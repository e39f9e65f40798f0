// One workflow per fact, each with a hook: a store's own steps run after Medusa's payment and order are written, never instead.
export * from "./payment-workflows"
export * from "./refund-workflows"
export * from "./dispute-workflows"
