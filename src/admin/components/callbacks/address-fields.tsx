import { DIALECTS, type DestinationForm } from "../../lib/destination-body"
import type { FieldErrors } from "../../lib/field-errors"
import { useWords } from "../../lib/use-words"
import { Choice } from "../common/choice"
import { TextField } from "../common/text-field"

interface AddressFieldsProps {
  readonly form: DestinationForm
  readonly errors: FieldErrors["of"]
  /** A secret of the receiver's is taken only when a destination is made. */
  readonly isNew: boolean
  readonly onChange: (part: Partial<DestinationForm>) => void
}

/** Where a destination is called, who verifies the calls and how, and the headers that go with each. */
export function AddressFields({ form, errors, isNew, onChange }: AddressFieldsProps) {
  const t = useWords()
  return (
    <>
      <TextField
        label={t("callbacks.address")}
        type="url"
        value={form.url}
        error={errors.url}
        onChange={(url) => onChange({ url })}
      />
      <Choice
        label={t("callbacks.dialect")}
        values={DIALECTS}
        chosen={form.dialect}
        error={errors.dialect}
        onChoose={(dialect) => onChange({ dialect })}
      />
      {form.dialect === "hmac" && (
        <TextField
          label={t("callbacks.keyId")}
          value={form.keyId}
          error={errors.keyId}
          onChange={(keyId) => onChange({ keyId })}
        />
      )}
      <TextField
        isLong
        label={t("callbacks.headers")}
        hint={t("callbacks.headersHint")}
        value={form.headers}
        error={errors.headers}
        onChange={(headers) => onChange({ headers })}
      />
      {isNew && (
        <TextField
          label={t("callbacks.ownSecret")}
          hint={t("callbacks.ownSecretHint")}
          value={form.secret}
          error={errors.secret}
          onChange={(secret) => onChange({ secret })}
        />
      )}
    </>
  )
}
