/** A value as JSON, scrolled with the keyboard, too. */
export const Raw = ({ value }: { readonly value: unknown }) => (
  <pre tabIndex={0} dir="ltr" className="txt-compact-small max-h-[480px] overflow-auto px-6 py-4 font-mono">
    {JSON.stringify(value, null, 2)}
  </pre>
)
