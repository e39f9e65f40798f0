import { QueryFailedError, type DataSource, type EntityManager, type QueryRunner } from "typeorm"
import { ReadUnavailableError } from "../domain/read-unavailable"
import type { InFlight } from "../queue/in-flight"

/** PostgreSQL's code for a statement that took longer than it may. */
const CANCELED = "57014"

/** The driver's error when no connection of a pool becomes free. */
const NO_CONNECTION = /timeout exceeded when trying to connect/i

/** A statement waits so long for acknowledgements that are due: a person hardly notices it, and a provider counts each of its own. */
const PATIENCE_MS = 25

interface Cradle {
  readonly readDataSource: DataSource
  readonly intakeInFlight: InFlight
  readonly options: { readonly databaseReadTimeoutSeconds: number }
}

/**
 * Reads for people and monitors: lists and figures. They have a few connections of their own and a time limit, so that any number of
 * them, however slow, takes no connection from the recording of webhooks and from the work on them. Their statements begin while no
 * webhook is being taken in: the process and the database have few processors.
 */
export class Reads {
  readonly #db: DataSource
  readonly #intake: InFlight
  readonly #timeout: string

  constructor({ readDataSource, intakeInFlight, options }: Cradle) {
    this.#db = readDataSource
    this.#intake = intakeInFlight
    this.#timeout = `${options.databaseReadTimeoutSeconds}s`
  }

  /**
   * Runs reads that see one state of the database. `settings` hold for these reads alone. Throws ReadUnavailableError if a statement
   * takes too long, or if too many other reads wait.
   */
  async run<T>(read: (manager: EntityManager) => Promise<T>, settings: Readonly<Record<string, string>> = {}): Promise<T> {
    const all = Object.entries({ statement_timeout: this.#timeout, transaction_read_only: "on", ...settings })
    // Set for the transaction only: a pooler may give the connection to somebody else afterwards.
    const set = all.map((_, index) => `set_config($${index * 2 + 1}, $${index * 2 + 2}, true)`).join(", ")
    try {
      await this.#intake.quiet(PATIENCE_MS)
      return await this.#db.transaction("REPEATABLE READ", async (manager) => {
        this.#giveWay(manager.queryRunner!)
        await manager.query(`SELECT ${set}`, all.flat())
        return read(manager)
      })
    } catch (error) {
      throw unavailable(error) ?? error
    }
  }

  /** The runner is this transaction's own. */
  #giveWay(runner: QueryRunner): void {
    const query = runner.query.bind(runner)
    runner.query = async (...statement: Parameters<typeof query>) => {
      await this.#intake.quiet(PATIENCE_MS)
      return query(...statement)
    }
  }
}

function unavailable(error: unknown): ReadUnavailableError | undefined {
  if (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === CANCELED) {
    return new ReadUnavailableError("the database took too long for this read; narrow its filters or its span", { cause: error })
  }
  if (!NO_CONNECTION.test(String(error))) return undefined
  return new ReadUnavailableError("too many lists and figures are being read; try again in a moment", { cause: error })
}
