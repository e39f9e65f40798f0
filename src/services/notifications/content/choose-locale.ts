/** Used where nothing else fits. */
const LAST_RESORT = "en"

/**
 * The available language to write in: the requested one; else its nearest relative (de-AT → de, zh → zh-CN); else the store's
 * own, by the same rules; else English. A relative in another script (zh-TW → zh-CN) comes before another language: readers of
 * traditional Chinese read simplified Chinese more easily than English. If a store adds zh-TW or zh-Hant, that one is used.
 */
export function chooseLocale(requested: string | null | undefined, fallback: string, available: readonly string[]): string {
  return nearest(requested, available) ?? nearest(fallback, available) ?? LAST_RESORT
}

function nearest(requested: string | null | undefined, available: readonly string[]): string | undefined {
  const wanted = parse(requested)
  if (!wanted) return undefined
  const relatives = available
    .map((tag) => ({ tag, locale: new Intl.Locale(tag) }))
    .filter(({ locale }) => locale.language === wanted.language)
    .map(({ tag, locale }) => ({ tag, distance: distance(wanted, locale) }))
    .sort((one, other) => one.distance - other.distance)
  return relatives[0]?.tag
}

/** 0: the same; then the same script with the region left open, with the likeliest region, with any; then another script. */
function distance(wanted: Intl.Locale, locale: Intl.Locale): number {
  if (wanted.baseName === locale.baseName) return 0
  const [asked, has] = [wanted.maximize(), locale.maximize()]
  if (asked.baseName === has.baseName) return 1
  if (asked.script !== has.script) return 5
  if (!locale.region) return 2
  return has.baseName === new Intl.Locale(wanted.language).maximize().baseName ? 3 : 4
}

/** BCP 47, or as systems write it ("de_DE.UTF-8"); undefined for any other text. */
function parse(tag: string | null | undefined): Intl.Locale | undefined {
  try {
    return tag ? new Intl.Locale(tag.replace(/[.@].*$/, "").replaceAll("_", "-")) : undefined
  } catch {
    return undefined
  }
}
