import type { Catalog } from "../catalog"
import { de } from "./de"
import { en } from "./en"
import { es } from "./es"
import { fr } from "./fr"
import { ja } from "./ja"
import { zhCN } from "./zh-CN"

/** The languages that ship, by BCP 47 tag. */
export const catalogs: ReadonlyMap<string, Catalog> = new Map(Object.entries({ en, "zh-CN": zhCN, es, fr, de, ja }))
