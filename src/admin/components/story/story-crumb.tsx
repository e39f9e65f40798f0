import { useWords } from "../../lib/use-words"
import { useChosenKinds } from "./use-chosen-kinds"
import { useStory } from "./use-story"

/** The payment in the path above the page: by the number of its order, or by the provider's id. */
export function StoryCrumb({ id }: { readonly id: string }) {
  const t = useWords()
  const [kinds] = useChosenKinds()
  const payment = useStory(id, kinds, { enabled: false }).data?.pages[0]?.story.payment
  if (!payment) return <>{t("story.title")}</>
  const { order_display_id, provider_payment_id } = payment
  return <>{`${t("story.title")} · ${order_display_id ? `#${order_display_id}` : (provider_payment_id ?? id)}`}</>
}
