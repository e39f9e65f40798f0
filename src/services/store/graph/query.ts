import type { DataSource, EntityManager, EntitySchema, FindManyOptions, ObjectLiteral } from "typeorm"
import { InvalidFilterError } from "../../domain/errors"
import {
  DeliveryAttemptEntity,
  DeliveryDestinationEntity,
  DeliveryEntity,
  PaymentAttentionDecisionEntity,
  PaymentAttentionEntity,
  PaymentCaptureEntity,
  PaymentDisputeEntity,
  PaymentNotificationAttemptEntity,
  PaymentNotificationEntity,
  PaymentRecordEntity,
  PaymentRefundEntity,
  PaymentTransitionEntity,
  PushSubscriptionEntity,
  ReconciliationFindingEntity,
  ReconciliationRunEntity,
  WebhookEventEntity,
  WebhookReplayEntity,
} from "../entities"
import type { Reads } from "../reads"
import { fitting, where, type Filter } from "./filters"

/** The entities that `query.graph` answers for, by entity name. */
export const QUERYABLE = {
  PaymentWebhookEvent: WebhookEventEntity,
  PaymentRecord: PaymentRecordEntity,
  PaymentTransition: PaymentTransitionEntity,
  PaymentNotification: PaymentNotificationEntity,
  PaymentNotificationAttempt: PaymentNotificationAttemptEntity,
  PaymentCapture: PaymentCaptureEntity,
  PaymentRefund: PaymentRefundEntity,
  PaymentDispute: PaymentDisputeEntity,
  PaymentAttention: PaymentAttentionEntity,
  PaymentAttentionDecision: PaymentAttentionDecisionEntity,
  PushSubscription: PushSubscriptionEntity,
  ReconciliationRun: ReconciliationRunEntity,
  ReconciliationFinding: ReconciliationFindingEntity,
  Delivery: DeliveryEntity,
  DeliveryAttempt: DeliveryAttemptEntity,
  DeliveryDestination: DeliveryDestinationEntity,
  PaymentWebhookReplay: WebhookReplayEntity,
} as const satisfies Record<string, EntitySchema<any>>

export type QueryableEntity = keyof typeof QUERYABLE

/** The plural of an entity's name, as the methods of the service and the aliases of `query.graph` have it. */
export type Plural<E extends string> = E extends `${infer Stem}y` ? `${Stem}ies` : `${E}s`

export const plural = <E extends string>(name: E): Plural<E> =>
  (name.endsWith("y") ? `${name.slice(0, -1)}ies` : `${name}s`) as Plural<E>

/** Medusa's find config, as far as it applies to flat tables. */
export interface QueryConfig {
  readonly select?: readonly string[]
  readonly take?: number | null
  readonly skip?: number
  readonly order?: Readonly<Record<string, "ASC" | "DESC" | "asc" | "desc">>
}

/** Lists and counts rows the way Medusa's generated `listAndCountX(filters, config)` does. */
export class QueryRepository {
  readonly #db: DataSource
  readonly #reads: Reads

  constructor({ dataSource, reads }: { dataSource: DataSource; reads: Reads }) {
    this.#db = dataSource
    this.#reads = reads
  }

  list<T extends ObjectLiteral>(entity: QueryableEntity, filters: Filter = {}, config: QueryConfig = {}): Promise<T[]> {
    return fitting(async () => rowsOf<T>(this.#db.manager, entity, filters, config))
  }

  /** A page and the exact number of all rows that match, counted beside the work of the store. */
  listAndCount<T extends ObjectLiteral>(
    entity: QueryableEntity,
    filters: Filter = {},
    config: QueryConfig = {},
  ): Promise<[T[], number]> {
    return fitting(() =>
      this.#reads.run(async (manager) => {
        const rows = await rowsOf<T>(manager, entity, filters, config)
        // TypeORM's own `findAndCount` counts distinct rows by all their columns, which sorts the whole table.
        const counted = await repositoryOf<T>(manager, entity)
          .createQueryBuilder("row")
          .setFindOptions({ where: where(filters, columnsOf(manager, entity)) as never })
          .select("count(*)::int", "n")
          .getRawOne<{ n: number }>()
        return [rows, counted?.n ?? 0]
      }),
    )
  }
}

export const repositoryOf = <T extends ObjectLiteral>(manager: EntityManager, entity: QueryableEntity) =>
  manager.getRepository(QUERYABLE[entity] as unknown as EntitySchema<T>)

/** The columns that may be read, filtered and ordered by. */
export const columnsOf = (manager: EntityManager, entity: QueryableEntity): ReadonlySet<string> =>
  new Set(
    repositoryOf(manager, entity)
      .metadata.columns.filter(({ isSelect }) => isSelect)
      .map(({ propertyName }) => propertyName),
  )

/** The rows of an entity that pass the filters. Throws InvalidFilterError for a field that the table does not have. */
export async function rowsOf<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: QueryableEntity,
  filters: Filter,
  { select: fields, take, skip, order }: QueryConfig,
): Promise<T[]> {
  const known = columnsOf(manager, entity)
  const unknown = Object.keys(order ?? {}).find((field) => !known.has(field))
  if (unknown) throw new InvalidFilterError(`cannot order by "${unknown}": no such field`)
  return repositoryOf<T>(manager, entity).find({
    where: where(filters, known),
    ...selected(fields, known),
    ...(take != null && { take }),
    ...(skip && { skip }),
    order: { ...(order ?? { [known.has("created_at") ? "created_at" : "id"]: "ASC" }) },
  } as FindManyOptions<T>)
}

/** The requested columns that there are, and the id; all of them where none was requested. */
export function selected(fields: readonly string[] | undefined, known: ReadonlySet<string>): { select?: Record<string, true> } {
  const wanted = fields?.filter((field) => known.has(field))
  return wanted?.length ? { select: Object.fromEntries([...new Set(["id", ...wanted])].map((field) => [field, true])) } : {}
}
