import { Checkbox, Label, Text } from "@medusajs/ui"
import { useId, useState } from "react"
import { useWords } from "../../lib/use-words"
import { FormDrawer } from "../common/form-drawer"
import { SecretDrawer } from "./secret-drawer"
import { useRotate } from "./use-destination-acts"

const DAY_SECONDS = 86_400

interface RotateDrawerProps {
  readonly id: string
  readonly onClose: () => void
}

/** Gives a destination a new secret, which is shown once; the former one signs beside it for a day unless it is known to others. */
export function RotateDrawer({ id, onClose }: RotateDrawerProps) {
  const t = useWords()
  const atOnceId = useId()
  const [isAtOnce, setAtOnce] = useState(false)
  const { mutate, data, error, isPending } = useRotate(id)
  if (data) return <SecretDrawer shown={data} onClose={onClose} />
  return (
    <FormDrawer
      title={t("callbacks.verbs.rotate")}
      description={id}
      verb={t("callbacks.verbs.rotate")}
      isPending={isPending}
      refusal={error?.message}
      onSubmit={() => mutate(isAtOnce ? 0 : DAY_SECONDS)}
      onClose={onClose}
    >
      <Text size="small">{t("callbacks.rotateHint")}</Text>
      <div className="flex items-center gap-x-2">
        <Checkbox id={atOnceId} checked={isAtOnce} onCheckedChange={(checked) => setAtOnce(checked === true)} />
        <Label htmlFor={atOnceId} size="small">
          {t("callbacks.atOnce")}
        </Label>
      </div>
    </FormDrawer>
  )
}
