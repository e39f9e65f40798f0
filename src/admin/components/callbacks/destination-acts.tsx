import { Button, toast, usePrompt } from "@medusajs/ui"
import { useState } from "react"
import { useNavigate } from "react-router-dom"
import { addressOf } from "../../lib/address-of"
import { paths } from "../../lib/paths"
import { useWords } from "../../lib/use-words"
import { CatchUpDrawer } from "./catch-up-drawer"
import { DestinationDrawer } from "./destination-drawer"
import { RotateDrawer } from "./rotate-drawer"
import { useDelete, useVerb, type Verb } from "./use-destination-acts"
import { useChoices, type Destination } from "./use-destinations"

type Opened = "edit" | "rotate" | "recover" | "replay"

/** The words about a destination's state that are possible now; one of the options is disabled there. */
function verbsOf({ state, origin }: Destination): readonly Verb[] {
  if (state === "disabled") return ["enable"]
  const rest: readonly Verb[] = origin === "api" ? ["disable"] : []
  return state === "paused" ? ["resume", ...rest] : ["ping", "pause", ...rest]
}

/** All that a person may do with a destination. */
export function DestinationActs({ destination }: { readonly destination: Destination }) {
  const t = useWords()
  const navigate = useNavigate()
  const prompt = usePrompt()
  const { data: choices } = useChoices()
  const [opened, setOpened] = useState<Opened>()
  const verb = useVerb(destination.id)
  const deletion = useDelete(destination.id)
  const onError = (error: Error) => void toast.error(t("decide.refused"), { description: error.message })
  const say = (word: Verb) => verb.mutate(word, { onSuccess: () => void toast.success(t("callbacks.done")), onError })
  const isOwn = destination.origin === "api"
  const opening: readonly Opened[] = [
    ...(["recover", "replay"] as const),
    ...(isOwn && destination.secrets?.length ? (["rotate"] as const) : []),
    ...(isOwn && choices ? (["edit"] as const) : []),
  ]
  const remove = async () => {
    const isConfirmed = await prompt({
      title: t("callbacks.verbs.delete"),
      description: t("callbacks.deleteHint", { address: addressOf(destination) }),
      confirmText: t("callbacks.verbs.delete"),
      cancelText: t("decide.cancel"),
    })
    if (isConfirmed) deletion.mutate(undefined, { onSuccess: () => navigate(paths.callbacks), onError })
  }
  const close = () => setOpened(undefined)
  return (
    <div className="flex flex-wrap justify-end gap-2 px-6 py-4">
      {isOwn && (
        <Button size="small" variant="danger" isLoading={deletion.isPending} onClick={() => void remove()}>
          {t("callbacks.verbs.delete")}
        </Button>
      )}
      {opening.map((word) => (
        <Button key={word} size="small" variant="secondary" onClick={() => setOpened(word)}>
          {t(`callbacks.verbs.${word}`)}
        </Button>
      ))}
      {verbsOf(destination).map((word) => (
        <Button key={word} size="small" variant="secondary" disabled={verb.isPending} onClick={() => say(word)}>
          {t(`callbacks.verbs.${word}`)}
        </Button>
      ))}
      {opened === "edit" && choices && <DestinationDrawer choices={choices} destination={destination} onClose={close} />}
      {opened === "rotate" && <RotateDrawer id={destination.id} onClose={close} />}
      {(opened === "recover" || opened === "replay") && <CatchUpDrawer destination={destination} verb={opened} onClose={close} />}
    </div>
  )
}
