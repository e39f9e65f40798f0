/** Pictures and the mail's own styles; nothing else is loaded, and nothing runs. */
const POLICY = "default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline'"

/** White paper, whatever the dashboard wears. */
const PAPER = "<style>html{background:#fff}</style>"

/** A frame that may open nothing follows no link that would open a page of its own. */
const HEAD = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">${PAPER}<base target="_blank">`

/**
 * A mail's page for a sandboxed frame: it loads pictures alone, and its links lead nowhere. The policy stands before all that the mail
 * says, whose own tags of `html` and `head` count all the same.
 */
export const harmless = (html: string): string => `<!DOCTYPE html>${HEAD}${html.replace(/^\s*<!doctype[^>]*>/i, "")}`
