import { useEffect, useSyncExternalStore } from "react"

/** `#/pay/cart_1` is `["pay", "cart_1"]`. */
export type Route = readonly string[]

const subscribe = (listener: () => void) => {
  window.addEventListener("hashchange", listener)
  return () => window.removeEventListener("hashchange", listener)
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash)
  return hash.replace(/^#\/?/, "").split("/").filter(Boolean).map(decodeURIComponent)
}

export const linkTo = (...route: Route): string => `#/${route.map(encodeURIComponent).join("/")}`

export const goTo = (...route: Route): void => {
  window.location.hash = linkTo(...route)
}

/** Title of the page's tab, its first part the news. */
export function useTitle(...parts: readonly string[]): void {
  const title = parts.filter(Boolean).join(" – ")
  useEffect(() => {
    document.title = title
  }, [title])
}
