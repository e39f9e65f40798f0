/** A refusal of the gateway, with the status and the `{ code, message }` of its answer. */
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
