import { useWords, type WordKey } from "../../lib/use-words"

/** A page's title in the path above it. */
export const Crumb = ({ title }: { readonly title: WordKey }) => <>{useWords()(title)}</>
