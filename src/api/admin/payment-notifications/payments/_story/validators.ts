import { z } from "@medusajs/framework/zod"
import { STORY_KINDS, type StoryKind } from "../../../../../services/domain/payment-story"
import { oneOrManyOf } from "../../_shared/filters"
import { MOST_LIMIT } from "../../_shared/list-params"

const kind = oneOrManyOf("kind", STORY_KINDS)
  .transform((given): StoryKind[] => [given].flat() as StoryKind[])
  .optional()

/** `GET /admin/payment-notifications/payments/:id/story`: a page of the story, of some kinds of entries where they are named. */
export const StoryParams = z.strictObject({
  kind,
  limit: z.coerce.number().int().min(1).max(MOST_LIMIT).default(100),
  cursor: z.string().min(1).max(1_000).optional(),
})
export type StoryParams = z.output<typeof StoryParams>

/** `GET …/story/export`: all of it, as a file. */
export const ExportStoryParams = z.strictObject({ format: z.enum(["csv", "json"]), kind })
export type ExportStoryParams = z.output<typeof ExportStoryParams>

/** A story is no entity: there are no fields to choose from. */
export const storyQueryConfig = { defaults: [], isList: false }
