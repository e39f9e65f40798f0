import { useSearchParams } from "react-router-dom"
import { STORY_KINDS, type StoryKind } from "../../lib/story-kinds"

type ChosenKinds = [readonly StoryKind[], (kinds: readonly StoryKind[]) => void]

/** The kinds that the page's address names, so that a link leads to the same entries; none means all. */
export function useChosenKinds(): ChosenKinds {
  const [params, setParams] = useSearchParams()
  const named = params.getAll("kind")
  const choose = (kinds: readonly StoryKind[]) => setParams({ kind: [...kinds] }, { replace: true })
  return [STORY_KINDS.filter((kind) => named.includes(kind)), choose]
}
