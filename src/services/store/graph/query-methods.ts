import type { EntitySchema } from "typeorm"
import { plural, QUERYABLE, type Plural, type QueryableEntity, type QueryConfig, type QueryRepository } from "./query"

type Filters = Record<string, unknown>
type Row<E extends QueryableEntity> = (typeof QUERYABLE)[E] extends EntitySchema<infer T> ? T : never

/** `listX` and `listAndCountX` of every entity, as a MedusaService would have them: `query.graph` calls them. */
export type QueryMethods = {
  [E in QueryableEntity as `list${Plural<E>}`]: (filters?: Filters, config?: QueryConfig) => Promise<Row<E>[]>
} & {
  [E in QueryableEntity as `listAndCount${Plural<E>}`]: (filters?: Filters, config?: QueryConfig) => Promise<[Row<E>[], number]>
}

abstract class Queries {
  protected abstract readonly queries: QueryRepository
}

for (const entity of Object.keys(QUERYABLE) as QueryableEntity[]) {
  Object.defineProperties(Queries.prototype, {
    [`list${plural(entity)}`]: {
      value(this: { queries: QueryRepository }, filters?: Filters, config?: QueryConfig) {
        return this.queries.list(entity, filters, config)
      },
    },
    [`listAndCount${plural(entity)}`]: {
      value(this: { queries: QueryRepository }, filters?: Filters, config?: QueryConfig) {
        return this.queries.listAndCount(entity, filters, config)
      },
    },
  })
}

/** Base of the module's service. Its methods are derived from the list of entities: a new entity is one line there. */
export const QueryService = Queries as unknown as abstract new () => QueryMethods & { readonly queries: QueryRepository }
