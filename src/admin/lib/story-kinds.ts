import type { StoryKind } from "../../services/domain/payment-story"
import { en } from "../i18n/en/language"

export type { StoryKind }

/** All kinds of entries, in the order in which they are offered. */
export const STORY_KINDS = Object.keys(en.story.kinds) as StoryKind[]
