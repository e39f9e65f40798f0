import type { Checks } from "./middlewares"
import { answersText, mediaTypeOf, tagsOf, type Route } from "./routes"
import type { Schema } from "./type-schema"

/** An answer of a route, or the name of a shared one. */
export interface Answer {
  readonly $ref?: string
  readonly description?: string
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>
}

const json = { "application/json": { schema: { $ref: "#/components/schemas/Refusal" } } }

const shared = (description: string): Answer => ({ description, content: json })

/** The refusals that many routes have in common, as components. */
export const REFUSALS = {
  Invalid: shared("A value that cannot be, or a row whose state does not allow it."),
  NoKey: shared("The publishable key is missing, or a value cannot be."),
  NotSignedIn: shared("Nobody is signed in."),
  NotAllowed: shared("The caller's roles lack a policy, or there was no second factor of late."),
  NotFound: shared("There is no such row, or none for this caller."),
  Conflict: shared("What is there does not allow the change; the message says why."),
  Unavailable: shared("The database cannot answer in time: ask again after `retry-after`."),
}

const refer = (name: keyof typeof REFUSALS): Answer => ({ $ref: `#/components/responses/${name}` })

/** Statuses by the files that a route's handler is built of. */
const BY_IMPORT: Readonly<Record<string, readonly [status: string, answer: Answer]>> = {
  reading: ["503", refer("Unavailable")],
  answering: ["409", refer("Conflict")],
  move: ["409", refer("Conflict")],
}

/** The answers of a route other than 200: by where it stands, by what it is built of, and what its comment names (`@answers`). */
export function refusalsOf(route: Route, checks: Checks): Record<string, Answer> {
  const isAdmin = route.path.startsWith("/admin/")
  const isStore = route.path.startsWith("/store/")
  const answers: Record<string, Answer> = {}
  if (isAdmin) answers[400] = refer("Invalid")
  if (isStore) answers[400] = refer("NoKey")
  if (isAdmin || checks.customer) answers[401] = refer("NotSignedIn")
  if (checks.policies.length) answers[403] = refer("NotAllowed")
  if ((isAdmin || isStore) && route.path.includes("{")) answers[404] = refer("NotFound")
  for (const name of route.imports) if (BY_IMPORT[name]) answers[BY_IMPORT[name][0]] = BY_IMPORT[name][1]
  for (const said of tagsOf(route, "answers")) answers[said.slice(0, 3)] = named(route, said)
  return answers
}

/** Another status than 200 with the body of the route. */
export const isSuccess = (status: string): boolean => ["201", "202"].includes(status)

/** `404 there is no such account`, in the media type of the route's other answers unless those are a stream. */
function named(route: Route, said: string): Answer {
  const description = `${said.slice(4).replace(/^./, (letter) => letter.toUpperCase())}.`
  if (["204", "304"].includes(said.slice(0, 3)) || isSuccess(said.slice(0, 3))) return { description }
  const type = mediaTypeOf(route, "produces")
  if (type === undefined || !answersText(route)) return { description, content: json }
  return { description, content: { [type]: { schema: type === "*/*" ? {} : { type: "string" } } } }
}
