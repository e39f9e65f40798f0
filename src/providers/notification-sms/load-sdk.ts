import { InvalidOptionsError } from "../../services/domain/errors"

type Load = (name: string) => unknown

/** The compiled plugin is CommonJS: `require` looks a package up from the place of this file. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const fromHere: Load = (name) => require(name)

/**
 * The vendor's SDK, an optional peer dependency: loaded only where its driver is configured. Where it is missing, throws
 * InvalidOptionsError that says what to install. An SDK that fails for another reason throws its own error.
 */
export function loadSdk<Sdk>(driver: string, name: string, load: Load = fromHere): Sdk {
  try {
    return load(name) as Sdk
  } catch (error) {
    if (!isMissing(error, name)) throw error
    throw new InvalidOptionsError(
      `notification-sms: option driver: "${driver}" needs the package ${name}; install it: npm install ${name}`,
      { cause: error },
    )
  }
}

/** A package that is there and lacks one of its own dependencies fails with the same code, but names the missing one. */
function isMissing(error: unknown, name: string): boolean {
  const { code, message } = error as Partial<NodeJS.ErrnoException>
  return code === "MODULE_NOT_FOUND" && String(message).includes(`'${name}'`)
}
