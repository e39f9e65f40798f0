import { useUser } from "@medusajs/dashboard/hooks"
import { useWords } from "../../lib/use-words"

const POLICY = "policy"

/** The name of whoever decided: a person of the shop, the options, or the id where the person is not known any more. */
export function Who({ actor }: { readonly actor: string }) {
  const t = useWords()
  const { user } = useUser(actor, undefined, { enabled: actor.startsWith("user_"), retry: false, staleTime: 600_000 })
  if (actor === POLICY) return <>{t("item.policy")}</>
  const name = [user?.first_name, user?.last_name].filter(Boolean).join(" ")
  return <>{name || user?.email || actor}</>
}
