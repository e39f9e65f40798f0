import { Hint, Input, Label, Textarea } from "@medusajs/ui"
import { useId } from "react"

interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string
  /** The server's words about what is wrong with it. */
  readonly error?: string | undefined
  readonly type?: "text" | "url" | "number" | "datetime-local"
  readonly isLong?: boolean
}

/** A field with its label, and below it a hint, or what is wrong. */
export function TextField({ label, value, onChange, hint, error, type = "text", isLong = false }: TextFieldProps) {
  const [id, hintId] = [useId(), useId()]
  const note = error ?? hint
  const shared = {
    ...{ id, value, autoComplete: "off", "aria-invalid": error !== undefined },
    ...(note && { "aria-describedby": hintId }),
  }
  return (
    <div className="flex flex-col gap-y-2">
      <Label htmlFor={id} size="small" weight="plus">
        {label}
      </Label>
      {isLong ? (
        <Textarea {...shared} rows={2} onChange={({ target }) => onChange(target.value)} />
      ) : (
        <Input {...shared} type={type} onChange={({ target }) => onChange(target.value)} />
      )}
      {note && (
        <Hint id={hintId} variant={error ? "error" : "info"}>
          {note}
        </Hint>
      )}
    </div>
  )
}
