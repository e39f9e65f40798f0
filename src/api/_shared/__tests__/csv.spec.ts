import { csv } from "../csv"

it("writes rows as RFC 4180 has them", () => {
  const rows = [
    ["plain", 'said "yes"', "a,b"],
    ["two\r\nlines", null, undefined],
    [7, new Date("2031-05-04T12:00:00Z"), ""],
  ]
  expect(csv(["a", "b", "c"], rows)).toBe(
    'a,b,c\r\nplain,"said ""yes""","a,b"\r\n"two\r\nlines",,\r\n7,2031-05-04T12:00:00.000Z,\r\n',
  )
})

it("has the names of the columns alone where there is no row", () => {
  expect(csv(["a", "b"], [])).toBe("a,b\r\n")
})

it.each(["=1+1", "+1 234", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "=cmd|' /C calc'!A0"])(
  "gives a spreadsheet no formula to run: %j",
  (text) => {
    const [, cell = ""] = csv(["a"], [[text]]).split(/^a\r\n/)
    expect(cell.replace(/^"/, "").startsWith("'")).toBe(true)
    expect(cell).toContain(text)
  },
)

it("leaves numbers numbers", () => {
  expect(csv(["a", "b", "c"], [[-5, "-12.30", "+4930123456"]])).toBe("a,b,c\r\n-5,-12.30,'+4930123456\r\n")
})
