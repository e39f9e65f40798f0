import type { AuthenticatedMedusaRequest, MedusaNextFunction, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../../services/domain/describe-error"
import { mayRead } from "../payment-notifications/_shared/policies"
import { SEARCHED, type SearchGroup, type Searched } from "./answers"
import { FIND } from "./find"

/** A shorter text is the beginning of every id. */
const SHORTEST = 3
const LONGEST = 200
const MOST = 100
const OTHERWISE = 20

const isOurs = (entity: string): entity is Searched => (SEARCHED as readonly string[]).includes(entity)

/** `entity=a,b` or `entity[]=a&entity[]=b`, as core reads it. */
const entitiesOf = (given: unknown): string[] =>
  [given ?? []]
    .flat()
    .flatMap((one) => String(one).split(","))
    .map((name) => name.trim())
    .filter(Boolean)

/** A number of an order may be short; it is found whole or not at all. */
const isLongEnough = (text: string): boolean => text.length >= SHORTEST || /^\d+$/.test(text)

/**
 * Adds our groups to core's `GET /admin/search`, which the dashboard's ⌘K asks for every entity that it knows. Core answers from a fixed
 * list, and refuses all of the search with 404 where one entity is not in it: ours are taken out of the request, and our groups are put
 * into the answer. Whatever fails here leaves core's groups as they are.
 */
export async function addToSearch(req: AuthenticatedMedusaRequest, res: MedusaResponse, next: MedusaNextFunction): Promise<void> {
  const asked = entitiesOf(req.query.entity)
  const ours = asked.filter(isOurs)
  if (req.method !== "GET" || !ours.length) return next()
  const groups = await groupsOf(req, ours)
  const others = asked.filter((name) => !isOurs(name))
  if (!others.length) {
    res.json({ results: groups })
    return
  }
  req.query.entity = others
  const send = res.json.bind(res)
  res.json = (body) => send(merged(body, groups, asked))
  next()
}

async function groupsOf(req: AuthenticatedMedusaRequest, entities: readonly Searched[]): Promise<SearchGroup[]> {
  const text = typeof req.query.q === "string" ? req.query.q.trim().replace(/^#(?=\d)/, "") : ""
  const limit = Math.min(Math.max(Number.parseInt(String(req.query.limit ?? OTHERWISE), 10) || OTHERWISE, 1), MOST)
  const empty = entities.map((entity): SearchGroup => ({ entity, data: [], count: 0, offset: 0, limit }))
  if (!isLongEnough(text) || text.length > LONGEST || text.includes("\0")) return empty
  try {
    if (!(await mayRead(req, "payment"))) return empty
    return await Promise.all(
      entities.map(async (entity) => {
        // One more than is shown says that there are more.
        const found = await FIND[entity](req, text, limit + 1)
        return { entity, data: found.slice(0, limit), count: found.length, offset: 0, limit }
      }),
    )
  } catch (error) {
    const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
    logger.warn(`the search found no payments, and the rest of it goes on: ${describeError(error).message}`)
    return empty
  }
}

/** Core's answer with our groups, in the order that was asked for; a refusal as it is. */
function merged(body: unknown, groups: readonly SearchGroup[], asked: readonly string[]): unknown {
  const { results } = (body ?? {}) as { results?: unknown }
  if (!Array.isArray(results)) return body
  const placeOf = ({ entity }: SearchGroup) => asked.indexOf(entity)
  return { ...(body as object), results: [...(results as SearchGroup[]), ...groups].sort((a, b) => placeOf(a) - placeOf(b)) }
}
