/** A filter's list is for a person: it names so many values at most. */
export const MOST_FACETS = 100

/** A person's own words stand among the reasons; so many values are looked at to find the codes between them. */
const MOST_REASONS_READ = 500

/** Each value of a column once, by one step in its index for each: reading the rows themselves would read the table whole. */
const distinct = (column: string, most: number): string => `
  WITH RECURSIVE facet AS (
    (SELECT ${column} AS value FROM payment_webhook_event WHERE ${column} IS NOT NULL ORDER BY ${column} LIMIT 1)
    UNION ALL
    SELECT (SELECT ${column} FROM payment_webhook_event WHERE ${column} > facet.value ORDER BY ${column} LIMIT 1)
      FROM facet WHERE facet.value IS NOT NULL)
  SELECT value FROM facet WHERE value IS NOT NULL LIMIT ${most}`

export const ACCOUNTS = distinct("account", MOST_FACETS)
export const TYPES = distinct("type", MOST_FACETS)
export const REASONS = `
  SELECT value FROM (${distinct("reason", MOST_REASONS_READ)}) AS reason WHERE value ~ '^[a-z][a-z0-9_]*$' LIMIT ${MOST_FACETS}`
