import { InvalidOptionsError } from "../domain/errors"

type Load = (name: string) => unknown

/** The compiled plugin is CommonJS: `require` looks a package up from the place of this file. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const fromHere: Load = (name) => require(name)

/**
 * An optional peer dependency: loaded only where a store uses what needs it, so that no store installs the packages of channels
 * it does not have. Where it is missing, throws InvalidOptionsError that says who needs it and how to install it. A package that
 * fails for another reason throws its own error. `name` may be an entry of a package: `nodemailer/lib/addressparser`.
 *
 * @example
 * ```ts
 * import type * as Nodemailer from "nodemailer"
 *
 * const { createTransport } = requirePackage<typeof Nodemailer>("nodemailer", "notification-smtp")
 * ```
 */
export function requirePackage<Package>(name: string, neededBy: string, load: Load = fromHere): Package {
  try {
    return load(name) as Package
  } catch (error) {
    if (!isMissing(error, name)) throw error
    const installed = packageOf(name)
    throw new InvalidOptionsError(`${neededBy} needs the package ${installed}; install it: npm install ${installed}`, {
      cause: error,
    })
  }
}

const packageOf = (name: string): string =>
  name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/")

/** A package that is there and lacks one of its own dependencies fails with the same code, but names the missing one. */
function isMissing(error: unknown, name: string): boolean {
  const { code, message } = error as Partial<NodeJS.ErrnoException>
  return code === "MODULE_NOT_FOUND" && String(message).includes(`'${name}'`)
}
