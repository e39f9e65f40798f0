import { Checkbox, Label, toast } from "@medusajs/ui"
import { useId, useState } from "react"
import { bodyToChange, bodyToMake, EMPTY_FORM, type DestinationForm } from "../../lib/destination-body"
import { fieldErrors } from "../../lib/field-errors"
import { useWords } from "../../lib/use-words"
import { Checks } from "../common/checks"
import { Choice } from "../common/choice"
import { FormDrawer } from "../common/form-drawer"
import { TextField } from "../common/text-field"
import { AddressFields } from "./address-fields"
import { SecretDrawer } from "./secret-drawer"
import { useSave, type Shown } from "./use-destination-acts"
import type { Choices, Destination } from "./use-destinations"

const FIELDS = ["url", "dialect", "keyId", "headers", "description", "facts", "accounts", "payload", "timeout_seconds", "secret"]

const formOf = ({ description, facts, accounts, payload, timeout_seconds }: Destination): DestinationForm => ({
  ...{ ...EMPTY_FORM, facts, accounts, payload, description: description ?? "" },
  timeout: String(timeout_seconds),
})

interface DestinationDrawerProps {
  readonly choices: Choices
  /** The one to change; without it, one is made. */
  readonly destination?: Destination
  readonly onClose: (saved?: Shown) => void
}

/** Makes or changes a destination. What the server refuses is said at its field; a new secret is shown before the drawer closes. */
export function DestinationDrawer({ choices, destination, onClose }: DestinationDrawerProps) {
  const t = useWords()
  const moveId = useId()
  const [form, setForm] = useState(destination ? formOf(destination) : EMPTY_FORM)
  const [isMoved, setMoved] = useState(false)
  const { mutate, data, error, isPending } = useSave(destination?.id)
  const errors = fieldErrors(error?.message, FIELDS)
  const set = (part: Partial<DestinationForm>) => setForm((before) => ({ ...before, ...part }))
  const isNew = destination === undefined
  const save = () =>
    mutate(isNew ? bodyToMake(form) : bodyToChange(form, { isMoved }), {
      onSuccess: (saved) => {
        if (saved.secret) return
        toast.success(t("callbacks.done"))
        onClose(saved)
      },
    })
  if (data?.secret) return <SecretDrawer shown={data} onClose={() => onClose(data)} />
  return (
    <FormDrawer
      title={t(isNew ? "callbacks.create" : "callbacks.verbs.edit")}
      verb={t("callbacks.save")}
      isPending={isPending}
      refusal={errors.rest}
      onSubmit={save}
      onClose={() => onClose()}
    >
      {!isNew && destination.kind === "http" && (
        <div className="flex items-center gap-x-2">
          <Checkbox id={moveId} checked={isMoved} onCheckedChange={(checked) => setMoved(checked === true)} />
          <Label htmlFor={moveId} size="small">
            {t("callbacks.move")}
          </Label>
        </div>
      )}
      {(isNew || isMoved) && <AddressFields form={form} errors={errors.of} isNew={isNew} onChange={set} />}
      <TextField
        label={t("callbacks.description")}
        value={form.description}
        error={errors.of.description}
        onChange={(description) => set({ description })}
      />
      <Checks
        label={t("callbacks.facts")}
        values={choices.facts}
        chosen={form.facts}
        error={errors.of.facts}
        onChange={(facts) => set({ facts })}
      />
      {choices.accounts.length > 0 && (
        <Checks
          label={t("item.account")}
          hint={t("callbacks.accountsHint")}
          values={[...new Set([...choices.accounts, ...form.accounts])]}
          chosen={form.accounts}
          error={errors.of.accounts}
          onChange={(accounts) => set({ accounts })}
        />
      )}
      <Choice
        label={t("callbacks.payload")}
        values={["full", "thin"]}
        chosen={form.payload}
        error={errors.of.payload}
        onChoose={(payload) => set({ payload })}
      />
      <TextField
        label={t("callbacks.timeout")}
        type="number"
        value={form.timeout}
        error={errors.of.timeout_seconds}
        onChange={(timeout) => set({ timeout })}
      />
    </FormDrawer>
  )
}
