import { renderToStaticMarkup } from "react-dom/server"
import { layout, type LayoutInput } from "./layout"

/** Mail clients that look at the doctype know this one; it also keeps Outlook out of quirks mode. */
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'

/** The mail's HTML document. */
export const renderHtml = (input: LayoutInput): string => DOCTYPE + renderToStaticMarkup(layout(input))
