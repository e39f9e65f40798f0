import { Hint, Label, Select } from "@medusajs/ui"
import { useId } from "react"

interface ChoiceProps {
  readonly label: string
  readonly values: readonly string[]
  readonly chosen: string
  readonly onChoose: (value: string) => void
  /** The server's words about what is wrong with it. */
  readonly error?: string | undefined
}

/** A field in which one of several values is chosen. */
export function Choice({ label, values, chosen, onChoose, error }: ChoiceProps) {
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col gap-y-2">
      <Label htmlFor={id} size="small" weight="plus">
        {label}
      </Label>
      <Select value={chosen} onValueChange={onChoose}>
        <Select.Trigger id={id}>
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          {values.map((value) => (
            <Select.Item key={value} value={value}>
              {value}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
      {error && <Hint variant="error">{error}</Hint>}
    </div>
  )
}
