import { addressOf } from "../../lib/address-of"
import { useDestination } from "./use-destinations"

/** The destination's name, in the path above its page. */
export function DestinationCrumb({ id }: { readonly id: string }) {
  const { data } = useDestination(id, { enabled: false })
  return <>{data ? (data.description ?? addressOf(data)) : id}</>
}
