import { readdirSync } from "node:fs"
import path from "node:path"
import { catalogs } from "../../../services/notifications/content/locales"
import resources from "../index"
import { later } from "../later"
import { NAMESPACE } from "../namespace"

/** `bell.label`, with its text, for every text of a language. */
function texts(words: object, before = ""): [string, string][] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === "string" ? [[before + name, value] as [string, string]] : texts(value, `${before}${name}.`),
  )
}

const valuesOf = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).sort()

/** All texts of a language, whenever they are loaded. */
const textsOf = (language: string) => texts({ ...resources[language]![NAMESPACE]!, ...later[language as keyof typeof later] })

const english = textsOf("en")
const others = Object.keys(resources).filter((language) => language !== "en")

/** Texts that are the same word in several languages. */
const SAME: readonly string[] = [
  ...["order.callbacks", "order.messages", "decide.note"],
  ...["story.entries.callback", "story.entries.message"],
]

it("speaks the languages of the messages, each from a folder of its own", () => {
  expect(
    Object.keys(resources)
      .map((language) => language.replace("zhCN", "zh-CN"))
      .sort(),
  ).toEqual([...catalogs.keys()].sort())
  const folders = readdirSync(path.join(__dirname, "..")).filter((file) => !file.includes("."))
  for (const language of Object.keys(resources)) expect(folders).toContain(language)
})

it.each(others)("has every text and value in %s", (language) => {
  const translated = textsOf(language)

  expect(translated.map(([key]) => key)).toEqual(english.map(([key]) => key))
  expect(translated.map(([key, text]) => [key, valuesOf(text)])).toEqual(english.map(([key, text]) => [key, valuesOf(text)]))
  expect(translated.filter(([, text]) => !text.trim())).toEqual([])
})

it.each(others)("leaves no text English in %s but the names of things", (language) => {
  const known = new Map(english)
  const same = textsOf(language).filter(([key, text]) => known.get(key) === text)

  expect(same.map(([key]) => key).filter((key) => !SAME.includes(key))).toEqual([])
})
