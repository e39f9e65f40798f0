/** Where a person sets the webhook up at the provider. */
export interface Setup {
  /** The event types to enable there; empty where nothing can be chosen. */
  readonly events: readonly string[]
  /** The page of the provider's documentation about it. */
  readonly page?: string
}

/** A webhook call for a trial of an account, ready to be sent. */
export interface TestCall {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}
