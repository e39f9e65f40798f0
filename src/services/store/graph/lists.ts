import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from "typeorm"
import { InvalidFilterError } from "../../domain/errors"
import type { Reads } from "../reads"
import { decodeCursor, encodeCursor, type Position } from "./cursor"
import { fitting, where, type Filter } from "./filters"
import { columnsOf, repositoryOf, rowsOf, selected, type QueryableEntity, type QueryConfig } from "./query"

/** A count stops here: nobody pages through more, and to count a million rows takes a second. */
export const MOST_COUNTED = 10_000

export interface PageRequest {
  readonly fields: readonly string[]
  readonly filters: Filter
  /** One column; rows with the same value are ordered by id. */
  readonly order: Readonly<Record<string, "ASC" | "DESC" | "asc" | "desc">>
  readonly limit: number
  readonly offset?: number | undefined
  /** `next_cursor` of the page before, instead of an offset. */
  readonly cursor?: string | undefined
}

export interface Page<T> {
  readonly rows: T[]
  /** The number of rows that match, up to MOST_COUNTED. */
  readonly count: number
  /** There are more than `count`. */
  readonly count_is_capped: boolean
  /** Leads to the next page; null on the last one. */
  readonly next_cursor: string | null
}

/** Rows that belong to those of a page. */
export interface Related extends QueryConfig {
  readonly entity: QueryableEntity
  readonly filters: Filter
}

/**
 * Settings with which a list is read; it has an index for every filter. PostgreSQL takes a table's own order for cheap even where it must
 * read all of it, and a bitmap of all rows that match even where a page or a capped count ends after a few of them.
 */
export const BY_INDEX = { enable_seqscan: "off", enable_bitmapscan: "off" } as const

/** The lists of the admin API, page by page, beside the work of the store. */
export class ListRepository {
  readonly #reads: Reads

  constructor({ reads }: { reads: Reads }) {
    this.#reads = reads
  }

  page<T extends ObjectLiteral>(entity: QueryableEntity, request: PageRequest): Promise<Page<T>> {
    return fitting(() => this.#reads.run((manager) => readPage<T>(manager, entity, request), BY_INDEX))
  }

  /** The rows of each of these requests, as one state of the database has them. */
  related<T extends ObjectLiteral>(requests: readonly Related[]): Promise<T[][]> {
    return fitting(() =>
      this.#reads.run(async (manager) => {
        const found: T[][] = []
        for (const { entity, filters, ...config } of requests) found.push(await rowsOf<T>(manager, entity, filters, config))
        return found
      }, BY_INDEX),
    )
  }
}

async function readPage<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: QueryableEntity,
  { fields, filters, order, limit, offset = 0, cursor }: PageRequest,
): Promise<Page<T>> {
  const known = columnsOf(manager, entity)
  const [[field, direction] = ["id", "ASC"], ...more] = Object.entries(order)
  if (more.length) throw new InvalidFilterError("cannot order by several fields")
  if (!known.has(field)) throw new InvalidFilterError(`cannot order by "${field}": no such field`)
  const way = direction.toUpperCase() === "DESC" ? "DESC" : "ASC"
  const start = (): SelectQueryBuilder<T> =>
    repositoryOf<T>(manager, entity)
      .createQueryBuilder("row")
      .setFindOptions({ where: where(filters, known) as never })

  const page = start()
    .setFindOptions(selected(fields, known) as never)
    .orderBy(`row.${field}`, way)
  if (field !== "id") page.addOrderBy("row.id", way)
  if (cursor !== undefined) after(page, field, way, decodeCursor(cursor, field, way))
  const rows = await page
    .offset(offset)
    .limit(limit + 1)
    .getMany()
  const hasMore = rows.length > limit
  if (hasMore) rows.pop()

  const capped = start()
    .select("1")
    .limit(MOST_COUNTED + 1)
  const [{ n }] = await manager.query(...counting(capped))
  const last = rows.at(-1)
  return {
    rows,
    count: Math.min(n, MOST_COUNTED),
    count_is_capped: n > MOST_COUNTED,
    next_cursor: hasMore && last ? encodeCursor(field, way, await positionOf(manager, entity, field, last.id as string)) : null,
  }
}

const counting = (capped: SelectQueryBuilder<ObjectLiteral>): [string, unknown[]] => {
  const [sql, values] = capped.getQueryAndParameters()
  return [`SELECT count(*)::int AS n FROM (${sql}) AS capped`, values]
}

/** The position of a row as text, exact to the microsecond, which a Date is not. */
async function positionOf(manager: EntityManager, entity: QueryableEntity, field: string, id: string): Promise<Position> {
  const { tablePath } = repositoryOf(manager, entity).metadata
  const [row] = await manager.query(`SELECT to_json(${field}) #>> '{}' AS value FROM ${tablePath} WHERE id = $1`, [id])
  return { value: row.value, id }
}

/**
 * Goes on behind a row, in PostgreSQL's order: null comes after every value, and before them where it goes down. Where there is a
 * value, a comparison of pairs is one range of an index.
 */
function after<T extends ObjectLiteral>(
  page: SelectQueryBuilder<T>,
  field: string,
  way: "ASC" | "DESC",
  { value, id }: Position,
): void {
  const column = `row.${field}`
  const beyond = way === "ASC" ? ">" : "<"
  const { type, isNullable } = page.expressionMap.mainAlias!.metadata.findColumnWithPropertyName(field)!
  if (value === null) {
    page.andWhere(way === "ASC" ? `${column} IS NULL AND row.id > :lastId` : `(${column} IS NOT NULL OR row.id < :lastId)`, {
      lastId: id,
    })
    return
  }
  const pair = `(${column}, row.id) ${beyond} (CAST(:lastValue AS ${String(type)}), :lastId)`
  const nulls = isNullable && way === "ASC" ? `(${pair} OR ${column} IS NULL)` : pair
  page.andWhere(nulls, { lastValue: value, lastId: id })
}
