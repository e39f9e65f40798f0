/** Counting stops here: nobody reads more of a bell than "many". */
export const MOST_OPEN_COUNTED = 1_000

const counted = (more = ""): string =>
  `(SELECT count(*)::int FROM (SELECT FROM payment_attention WHERE state = 'open' ${more} LIMIT ${MOST_OPEN_COUNTED + 1}) AS capped)`

/** The open items, and those of them whose deadline is over, or comes within $1 hours; each count by an index, and capped. */
export const ATTENTION_OVERVIEW = `
  SELECT ${counted()} AS open,
         ${counted("AND due_by < now()")} AS overdue,
         ${counted("AND due_by >= now() AND due_by < now() + make_interval(hours => $1)")} AS due_soon`
