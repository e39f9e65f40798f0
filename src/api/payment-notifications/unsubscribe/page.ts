import { createHash } from "node:crypto"
import { PAGE_WORDS, type PageLanguage, type PageWords } from "./words"

/** The page for a person who follows the link by hand. The click is a POST, because programs that scan mails open every link. */
type Body = (words: PageWords) => string

const ask: Body = ({ ask, button }) =>
  `<h1>${button}</h1><p>${ask}</p>
    <form method="post"><button>${button}</button></form>`

const done: Body = ({ done, thanks }) => `<h1>${done}</h1><p>${thanks}</p>`

const invalid: Body = ({ invalid, hint }) => `<h1>${invalid}</h1><p>${hint}</p>`

const STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1rem}"

const styleHash = createHash("sha256").update(STYLE).digest("base64")

/**
 * The page runs no script, loads nothing and posts to itself only. Nobody may frame it, or a click meant for another page would
 * unsubscribe. Its URL holds the token and is passed on to nobody.
 */
export const PAGE_HEADERS = {
  "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
} as const

const BODIES = { ask, done, invalid }

export type PageName = keyof typeof BODIES

/** One of the pages, in one of their languages. */
export function page(name: PageName, language: PageLanguage): string {
  const words = PAGE_WORDS[language]
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<meta name="referrer" content="no-referrer"><title>${words.title}</title><style>${STYLE}</style></head>` +
    `<body>${BODIES[name](words)}</body></html>`
  )
}
