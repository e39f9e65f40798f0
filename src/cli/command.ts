/** A command takes its arguments and resolves to the exit code. */
export interface Command {
  readonly usage: string
  run(args: readonly string[]): Promise<number>
}
