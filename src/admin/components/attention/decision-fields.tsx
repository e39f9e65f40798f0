import { Checkbox, Hint, Input, Label, Textarea } from "@medusajs/ui"
import { useId } from "react"
import type { Decision } from "../../../services/domain/decisions"
import { useWords } from "../../lib/use-words"

const MOST_CHARACTERS = 500

export interface Entered {
  readonly note: string
  readonly amount: string
  readonly isSumConfirmed: boolean
}

export const NOTHING_ENTERED: Entered = { note: "", amount: "", isSumConfirmed: false }

interface DecisionFieldsProps {
  readonly action: Decision
  readonly entered: Entered
  readonly onChange: (entered: Entered) => void
  /** The sum that is to be confirmed, as text; undefined: none is. */
  readonly sum: string | undefined
  /** The currency of the sum that is to be entered; undefined: none is. */
  readonly currency: string | undefined
}

/** The note, sum and confirmation that a person enters for a decision. */
export function DecisionFields({ action, entered, onChange, sum, currency }: DecisionFieldsProps) {
  const t = useWords()
  const [noteId, hintId, amountId, sumId] = [useId(), useId(), useId(), useId()]
  return (
    <>
      {currency !== undefined && (
        <div className="flex flex-col gap-y-2">
          <Label htmlFor={amountId} size="small" weight="plus">
            {t("decide.paid", { currency: currency.toUpperCase() })}
          </Label>
          <Input
            id={amountId}
            inputMode="decimal"
            autoComplete="off"
            required
            value={entered.amount}
            onChange={({ target }) => onChange({ ...entered, amount: target.value })}
          />
        </div>
      )}
      <div className="flex flex-col gap-y-2">
        <Label htmlFor={noteId} size="small" weight="plus">
          {t(action === "dismiss" ? "decide.reason" : "decide.note")}
        </Label>
        <Textarea
          id={noteId}
          aria-describedby={hintId}
          required={action === "dismiss"}
          maxLength={MOST_CHARACTERS}
          value={entered.note}
          onChange={({ target }) => onChange({ ...entered, note: target.value })}
        />
        <Hint id={hintId}>{t("decide.noteHint")}</Hint>
      </div>
      {sum !== undefined && (
        <div className="flex items-center gap-x-2">
          <Checkbox
            id={sumId}
            checked={entered.isSumConfirmed}
            onCheckedChange={(checked) => onChange({ ...entered, isSumConfirmed: checked === true })}
          />
          <Label htmlFor={sumId} size="small">
            {t("decide.confirm", { sum })}
          </Label>
        </div>
      )}
    </>
  )
}
