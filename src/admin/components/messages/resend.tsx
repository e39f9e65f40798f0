import { Button, toast, usePrompt } from "@medusajs/ui"
import { useWords } from "../../lib/use-words"
import { useResend, type Message } from "./use-message"

/** Sends a message again, once a person has confirmed to whom. */
export function Resend({ message }: { readonly message: Message }) {
  const t = useWords()
  const prompt = usePrompt()
  const { mutate, isPending } = useResend(message)
  const resend = async () => {
    const isConfirmed = await prompt({
      title: t("messages.resend"),
      description: t("messages.resendHint", { recipient: message.recipient }),
      confirmText: t("messages.resend"),
      cancelText: t("decide.cancel"),
      variant: "confirmation",
    })
    if (!isConfirmed) return
    mutate(undefined, {
      onSuccess: () => void toast.success(t("messages.resent")),
      onError: ({ message: why }) => void toast.error(t("decide.refused"), { description: why }),
    })
  }
  return (
    <Button size="small" variant="secondary" isLoading={isPending} onClick={() => void resend()}>
      {t("messages.resend")}
    </Button>
  )
}
