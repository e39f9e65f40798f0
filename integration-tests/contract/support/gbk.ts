/** Node decodes GBK and does not encode it: the table is read backwards. */
const BYTES: ReadonlyMap<string, Buffer> = new Map(
  Array.from({ length: 0xfe - 0x81 + 1 }, (_lead, lead) =>
    Array.from({ length: 0xfe - 0x40 + 1 }, (_trail, trail) => Buffer.from([0x81 + lead, 0x40 + trail])),
  )
    .flat()
    .map((bytes) => [new TextDecoder("gbk").decode(bytes), bytes] as const)
    .filter(([character]) => character.length === 1 && character !== "\uFFFD"),
)

/** Text in GBK; a character that GBK lacks becomes "?", as Java writes it. */
export const encodeGbk = (text: string): Buffer =>
  Buffer.concat(
    Array.from(text, (character) => (character < "\x80" ? Buffer.from(character) : (BYTES.get(character) ?? Buffer.from("?")))),
  )
