/** The command was called wrongly: an argument, a file or options that cannot be used. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message)
    this.name = "UsageError"
  }
}
