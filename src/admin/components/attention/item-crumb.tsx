import { useWords } from "../../lib/use-words"
import { useItem } from "./use-item"

/** A matter in the path above its page. */
export function ItemCrumb({ id }: { readonly id: string }) {
  const t = useWords()
  const { data: item } = useItem(id, { enabled: false })
  return <>{item ? t(`matters.titles.${item.kind}`) : id}</>
}
