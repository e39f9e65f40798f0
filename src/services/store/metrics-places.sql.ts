/** Samples of a slot, of all days together: the more, the fewer durations lie between two of them. */
const SAMPLES = 150

/** Samples of each array: the days of a quarter give enough together with two each, those of a week have to give more. */
export const samplesOfEach = (days: number): number => Math.max(2, Math.ceil(SAMPLES / Math.max(days, 1)))

/**
 * How far beside a wanted place durations are cut, in samples: most places are within the near cuts, nearly all within the far ones. Right
 * below the middle one is another cut: where many durations are equal, the place is among these, and nothing is sorted.
 */
const BESIDE = "(-9, 0), (-3, 0), (0, 0), (0, 1), (3, 0), (9, 0)"

/**
 * For each wanted place in a slot the duration there, among those of the days $1 and the given ones: `$2` is a list of
 * { i, figure, dimension, value, slot, n, at, more }, in which `at` counts from 1 to `n`, the number of the slot's durations, and
 * `more` holds ascending arrays as text. $3 is the number of samples of each array.
 *
 * A quarter has a million durations, and to sort them takes most of a report's time. But each array is ascending, so that two binary
 * searches tell how many of its durations lie between two given ones. Samples suggest where to cut, every array is counted up to each
 * cut, and only what lies between the two cuts around a wanted place is sorted. Bad samples make it slower, never wrong.
 */
export const AT_PLACES = `
  WITH wanted AS MATERIALIZED (
    SELECT * FROM json_to_recordset($2)
                    AS row(i int, figure text, dimension text, value text, slot int, n int, at int[], more text[])),
  -- A stored array would be decompressed at each use: joined to an empty one it is an array in memory. The phases of the days are
  -- spread evenly, as a golden section spreads them: the same places of days that are alike would tell no more than those of one day.
  list AS MATERIALIZED (
    SELECT i, wanted.n, ((cell.day - date '2000-01-01') * 618 % 1000)::bigint AS phase, cell.durations || '{}'::bigint[] AS durations
      FROM wanted JOIN payment_metric_cell AS cell
        ON cell.figure = wanted.figure AND cell.dimension = wanted.dimension AND cell.slot = wanted.slot
           AND cell.value IS NOT DISTINCT FROM wanted.value
     WHERE cell.day = ANY ($1::date[])
    UNION ALL
    SELECT i, n, 0, unnest(more)::bigint[] FROM wanted),
  -- A short array would have as many samples as a long one, and they would tell as much of far fewer durations.
  sample AS (
    SELECT i, array_agg(duration ORDER BY duration) AS samples
      FROM (SELECT i, durations[1 + (phase + 1000 * nth) * cardinality(durations) / (1000 * $3)] AS duration
              FROM list, generate_series(0, $3::int - 1) AS nth
             WHERE cardinality(durations) >= n / (4 * cardinality($1::date[])) OFFSET 0) AS taken
     GROUP BY i),
  suggested AS MATERIALIZED (
    SELECT i, array_agg(DISTINCT samples[place::bigint * cardinality(samples) / n + beside] - below) AS cuts
      FROM wanted JOIN sample USING (i), unnest(at) AS place, (VALUES ${BESIDE}) AS cut (beside, below) GROUP BY i),
  counted AS (
    SELECT i, cut, sum(places)::int AS through
      FROM (SELECT i, cut, width_bucket(cut, durations) AS places
              FROM list JOIN suggested USING (i), unnest(cuts) AS cut WHERE cut IS NOT NULL OFFSET 0) AS searched
     GROUP BY i, cut
    UNION ALL SELECT i, NULL, n FROM wanted),
  -- From behind one cut up to the next, with the number of places before it and through it.
  span AS (
    SELECT i, lag(cut) OVER ascending AS above, cut, COALESCE(lag(through) OVER ascending, 0) AS before, through
      FROM counted WINDOW ascending AS (PARTITION BY i ORDER BY cut)),
  held AS MATERIALIZED (
    SELECT DISTINCT i, above, cut, before, through
      FROM wanted JOIN span USING (i), unnest(at) AS place WHERE place > before AND place <= through),
  -- Without those that are equal to the cut: many may be.
  sorted AS (
    SELECT i, before, array_agg(duration ORDER BY duration) AS durations
      FROM (SELECT i, before, unnest(durations[COALESCE(width_bucket(above, durations), 0) + 1
                                             : COALESCE(width_bucket(cut - 1, durations), cardinality(durations))]) AS duration
              FROM list JOIN held USING (i)) AS part
     GROUP BY i, before)
  SELECT i, array_agg(COALESCE(durations[place - before], cut)::text ORDER BY nr) AS durations
    FROM wanted JOIN held USING (i) LEFT JOIN sorted USING (i, before), unnest(at) WITH ORDINALITY AS asked (place, nr)
   WHERE place > before AND place <= through GROUP BY i`
