import { useShop } from "../lib/shop"

/** In place of a page's content while it loads, and where it cannot. */
export function Notice({ hasFailed, onRetry }: { hasFailed: boolean; onRetry: () => void }) {
  const { words } = useShop()
  if (!hasFailed) return <p role="status">{words.loading}</p>
  return (
    <div role="alert" className="panel">
      <p>{words.failedToLoad}</p>
      <button type="button" onClick={onRetry}>
        {words.again}
      </button>
    </div>
  )
}
