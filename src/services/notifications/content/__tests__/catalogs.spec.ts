import { messageKeys, wordsIn } from "../catalog"
import { problemWith } from "../icu"
import { catalogs } from "../locales"
import { en } from "../locales/en"
import { TEXT_VARIABLES } from "../variables"

const everyMessage = [...catalogs].flatMap(([locale, catalog]) =>
  messageKeys.map((key) => [locale, key, wordsIn(catalog, key)] as const),
)

/** The variables that a message shows, without those that it selects by; `other {card}` is an arm and no variable. */
const variablesIn = (message: string): string[] => TEXT_VARIABLES.filter((name) => message.includes(`{${name}}`))

it.each(everyMessage)("reads every arm of the messages in %s about %s", (_locale, _key, words) => {
  for (const message of Object.values(words)) expect(problemWith(message)).toBeUndefined()
})

it.each(everyMessage)("has in %s about %s the variables of English", (_locale, key, { text }) =>
  expect(variablesIn(text)).toEqual(variablesIn(wordsIn(en, key).text)),
)

it.each([...catalogs])("reads the frame of messages in %s", (_locale, { frame: { links, support, unsubscribe } }) => {
  for (const message of [...Object.values(links), support, unsubscribe]) expect(problemWith(message)).toBeUndefined()
  expect(variablesIn(support)).toEqual(["support_email"])
})
