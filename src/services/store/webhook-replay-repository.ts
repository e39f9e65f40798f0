import type { DataSource, EntityManager } from "typeorm"
import type { CausedState } from "../domain/webhook-causes"
import type { WebhookEventState, WebhookReplay } from "./entities"
import { tryAdvisoryLock } from "./queues/advisory-lock"
import { rowId } from "./row-id"
import { advance, begin, COLUMNS, FIND_RUNNING, OPEN, SAVE, STATES, STOP } from "./webhook-replay.sql"

/** The events that a replay is about. */
export interface CauseOfEvents {
  readonly state: CausedState
  readonly account: string
  readonly cause: string
}

/** A run with its position, behind which the next events follow. */
export type OpenReplay = Omit<WebhookReplay, "after_received_at"> & { readonly after_received_at: string }

/** The changes of a run since it was read. */
export interface ReplayProgress {
  readonly inFlight: readonly string[]
  readonly done: number
  readonly failed: number
  readonly after: Position
  readonly state: WebhookReplay["state"]
}

interface Position {
  readonly receivedAt: string
  readonly id: string
}

/** The runs that one transaction may write. */
export interface ReplayTransaction {
  /** Those that have something to do, the oldest first. */
  readonly open: readonly OpenReplay[]
  /** The states of events by id; one that was deleted has none. */
  statesOf(ids: readonly string[]): Promise<ReadonlyMap<string, WebhookEventState>>
  /** Makes up to `limit` further events of a run due; answers their ids in order, and the new position. */
  advance(run: OpenReplay, limit: number, giveUpAfterSeconds: number): Promise<{ ids: string[]; after: Position }>
  save(id: string, progress: ReplayProgress): Promise<void>
}

/** The SQL of replays of all events of one cause. */
export class WebhookReplayRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** Begins a run over `total` events; undefined if one over the same events is running. */
  async begin({ state, account, cause }: CauseOfEvents, total: number, actor: string): Promise<OpenReplay | undefined> {
    const [run] = await this.#db.query(begin(state), [account, cause, rowId("pwhr"), total, actor])
    return run
  }

  async findRunning({ state, account, cause }: CauseOfEvents): Promise<OpenReplay | undefined> {
    const [run] = await this.#db.query(FIND_RUNNING, [account, cause, state])
    return run
  }

  async find(id: string): Promise<OpenReplay | undefined> {
    const [run] = await this.#db.query(`SELECT ${COLUMNS} FROM payment_webhook_replay WHERE id = $1`, [id])
    return run
  }

  /** Ends a run before its time: no further event is made due. Undefined if it does not run. */
  async stop(id: string, actor: string): Promise<OpenReplay | undefined> {
    const [[run]]: [OpenReplay[], number] = await this.#db.query(STOP, [id, actor])
    return run
  }

  /**
   * Has one process at a time carry the runs on, in one commit; undefined if another one does. The lock dies with its connection, so that a
   * killed process holds up nobody, and what it had not committed was not begun.
   */
  exclusively<T>(work: (transaction: ReplayTransaction) => Promise<T>): Promise<T | undefined> {
    return this.#db.transaction(async (manager) => {
      if (!(await tryAdvisoryLock(manager, "payment-notification-replay"))) return undefined
      return work({ open: await manager.query(OPEN), ...inTransaction(manager) })
    })
  }
}

const inTransaction = (manager: EntityManager): Omit<ReplayTransaction, "open"> => ({
  async statesOf(ids) {
    if (!ids.length) return new Map()
    const rows: Array<{ id: string; state: WebhookEventState }> = await manager.query(STATES, [ids])
    return new Map(rows.map(({ id, state }) => [id, state]))
  },
  async advance({ id, account, cause, event_state, after_received_at, after_id }, limit, giveUpAfterSeconds) {
    const values = [account, cause, limit, after_received_at, after_id, id, giveUpAfterSeconds]
    const rows: Array<{ id: string; received_at: string }> = await manager.query(advance(event_state), values)
    const last = rows.at(-1)
    const after = last ? { receivedAt: last.received_at, id: last.id } : { receivedAt: after_received_at, id: after_id }
    return { ids: rows.map((row) => row.id), after }
  },
  async save(id, { inFlight, done, failed, after, state }) {
    await manager.query(SAVE, [id, inFlight, done, failed, after.receivedAt, after.id, state])
  },
})
