/** Controls, line and paragraph separators: they could start a header line, or a second line of a text message. */
const BREAKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g

/** Marks, embeddings, overrides and isolates: they turn the direction of the text that follows. */
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

const LONE_SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const LONGEST = 2000

/** A value from outside as one line of text that cannot leave its place: no controls, no turned direction, not endless. */
export const cleanValue = (text: string): string =>
  clip(text.slice(0, LONGEST + 1), LONGEST)
    .replace(LONE_SURROGATES, "\ufffd")
    .replace(BREAKS, " ")
    .replace(BIDI_CONTROLS, "")
    .trim()

/** One line, for a mail's header. */
export const oneLine = (text: string): string => text.replace(BREAKS, " ").replace(/ {2,}/g, " ").trim()

/** At most `length` UTF-16 units, with an ellipsis if text was cut off. */
export const clip = (text: string, length: number): string =>
  text.length <= length
    ? text
    : `${text
        .slice(0, length - 1)
        .replace(/[\ud800-\udbff]$/, "")
        .trimEnd()}…`
