/** A refusal of the gateway: the status and the `{ code, message }` it answers with. */
export class GatewayError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = "GatewayError"
  }
}
