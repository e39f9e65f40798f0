import { Link } from "react-router-dom"

/** Leads from a row to its page. A row's click leads there as well; the link is for the keyboard. */
export const RowLink = ({ to, text }: { readonly to: string; readonly text: string }) => (
  <Link to={to} onClick={(event) => event.stopPropagation()} className="text-ui-fg-base hover:underline">
    {text}
  </Link>
)
