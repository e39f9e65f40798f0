import fs from "node:fs"

/** Chromium's program: `CHROMIUM`, or where Debian's package has it; undefined where there is none. */
export const chromiumProgram = (): string | undefined =>
  [process.env.CHROMIUM, "/usr/bin/chromium"].find((file) => file !== undefined && fs.existsSync(file))
