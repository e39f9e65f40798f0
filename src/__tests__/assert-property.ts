import { relative } from "node:path"
import fc from "fast-check"

/** Cases of a property by default: enough to find a fault in what was changed, few enough for every run. */
const DEFAULT_RUNS = 500

/** The same cases in every run, so that a change fails by its own fault and not by another's luck. */
const DEFAULT_SEED = 20_250_601

const { PROPERTY_RUNS, PROPERTY_SEED, PROPERTY_PATH } = process.env

const runs = wholeNumber("PROPERTY_RUNS", PROPERTY_RUNS) ?? DEFAULT_RUNS
const seed = PROPERTY_SEED === "random" ? fresh() : (wholeNumber("PROPERTY_SEED", PROPERTY_SEED) ?? DEFAULT_SEED)

// Every file that asserts a property imports this: it gets the time that its cases may take.
jest.setTimeout(120_000 + runs * 60)

export interface PropertyOptions<Ts> {
  /** How many times as long as usual a case takes; the property gets that many times fewer of them. Default 1. */
  readonly cost?: number
  /** Cases that are tried in any case, before all others. */
  readonly examples?: Ts[]
}

/**
 * Asserts a property of fast-check's with the budget and the seed that all of them have: `PROPERTY_RUNS` cases (10,000 before a
 * release), from `PROPERTY_SEED` (`random` for a fresh one). A failure names its seed, its path, and the command that repeats it.
 */
export function assertProperty<Ts>(property: fc.IAsyncProperty<Ts>, options?: PropertyOptions<Ts>): Promise<void>
export function assertProperty<Ts>(property: fc.IProperty<Ts>, options?: PropertyOptions<Ts>): void
export function assertProperty<Ts>(
  property: fc.IRawProperty<Ts>,
  { cost = 1, examples = [] }: PropertyOptions<Ts> = {},
): Promise<void> | void {
  const repeated = PROPERTY_PATH ? { path: PROPERTY_PATH } : {}
  return fc.assert(property as fc.IProperty<Ts>, {
    seed,
    ...repeated,
    numRuns: Math.ceil(runs / cost),
    examples,
    reporter: throwOnFailure,
  })
}

function throwOnFailure<Ts>(details: fc.RunDetails<Ts>): void {
  if (!details.failed) return
  const message = `${fc.defaultReportMessage(details)}\n\nTo repeat it:\n  ${commandFor(details)}\n`
  throw new Error(message, { cause: details.errorInstance })
}

function commandFor<Ts>({ seed, counterexamplePath, numRuns }: fc.RunDetails<Ts>): string {
  const { testPath, currentTestName } = expect.getState()
  const file = testPath ? relative(process.cwd(), testPath) : ""
  const path = counterexamplePath ? `PROPERTY_PATH=${counterexamplePath} ` : ""
  // A run that found nothing but cases to leave out has no path; it fails again with as many cases.
  const many = counterexamplePath ? "" : `PROPERTY_RUNS=${Math.max(runs, numRuns)} `
  return `PROPERTY_SEED=${seed} ${path}${many}npx jest ${file} -t ${quoted(currentTestName ?? "")}`
}

const quoted = (text: string): string => `'${text.replaceAll(/[.*+?^${}()|[\]\\]/g, ".").replaceAll("'", ".")}'`

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined || text === "") return undefined
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`${name} must be a whole number, but is ${text}`)
  return value
}

function fresh(): number {
  return Math.floor(Math.random() * 2 ** 31)
}
