import { Alert, Button, Drawer } from "@medusajs/ui"
import type { FormEvent, ReactNode } from "react"
import { useWords } from "../../lib/use-words"

interface FormDrawerProps {
  readonly title: string
  readonly description?: string
  /** The word on the button that sends the form. */
  readonly verb: string
  readonly isReady?: boolean
  readonly isPending: boolean
  /** Why the server refused the form, as far as it is about no single field. */
  readonly refusal?: string | undefined
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A form beside the page. */
export function FormDrawer(props: FormDrawerProps) {
  const { title, description, verb, isReady = true, isPending, refusal, onSubmit, onClose, children } = props
  const t = useWords()
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault()
    onSubmit()
  }
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content>
        {/* Not `Drawer.Header`: its close button has no name. */}
        <div className="flex flex-col gap-y-1 border-b px-6 py-4">
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.Description>{description}</Drawer.Description>
        </div>
        <form onSubmit={submit} noValidate className="flex flex-1 flex-col overflow-hidden">
          <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-y-auto">
            {refusal && (
              <Alert variant="error">
                {t("decide.refused")}: {refusal}
              </Alert>
            )}
            {children}
          </Drawer.Body>
          <Drawer.Footer>
            <Button type="button" size="small" variant="secondary" onClick={onClose}>
              {t("decide.cancel")}
            </Button>
            <Button type="submit" size="small" disabled={!isReady} isLoading={isPending}>
              {verb}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}
