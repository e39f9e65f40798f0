import { InvalidOptionsError } from "../../services/domain/errors"

type Load = (name: string) => unknown

/** The compiled plugin is CommonJS: what is required here is looked up from where this file stands. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const fromHere: Load = (name) => require(name)

/**
 * The vendor's SDK, an optional peer dependency: loaded only where its driver is configured.
 * Throws InvalidOptionsError saying what to install where it is missing; an SDK that fails for another reason says so itself.
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

/** A package that is there and lacks one of its own dependencies fails with the same code, but names the other one. */
function isMissing(error: unknown, name: string): boolean {
  const { code, message } = error as Partial<NodeJS.ErrnoException>
  return code === "MODULE_NOT_FOUND" && String(message).includes(`'${name}'`)
}
