import { Checkbox, Hint, Label } from "@medusajs/ui"
import { useId } from "react"

interface ChecksProps {
  readonly label: string
  readonly values: readonly string[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  readonly hint?: string
  /** The server's words about what is wrong with it. */
  readonly error?: string | undefined
}

/** Several values of a list, each with a box to tick. */
export function Checks({ label, values, chosen, onChange, hint, error }: ChecksProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <fieldset className="flex flex-col gap-y-2" {...(note && { "aria-describedby": `${id}-note` })}>
      <legend className="txt-compact-small-plus text-ui-fg-base mb-2">{label}</legend>
      <div className="grid grid-cols-1 gap-2 sm:grid-cols-2">
        {values.map((value) => (
          <div key={value} className="flex items-center gap-x-2">
            <Checkbox
              id={`${id}-${value}`}
              checked={chosen.includes(value)}
              onCheckedChange={(checked) =>
                onChange(checked === true ? [...chosen, value] : chosen.filter((other) => other !== value))
              }
            />
            <Label htmlFor={`${id}-${value}`} size="small">
              {value}
            </Label>
          </div>
        ))}
      </div>
      {note && (
        <Hint id={`${id}-note`} variant={error ? "error" : "info"}>
          {note}
        </Hint>
      )}
    </fieldset>
  )
}
