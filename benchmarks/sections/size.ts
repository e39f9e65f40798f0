import { runtimePackages } from "../../scripts/lib/runtime-packages"
import type { Report } from "../lib/report"
import { rounded } from "../lib/stats"

const MB = 1024 * 1024

export interface SizeOptions {
  /** Another checkout with its packages installed, to compare with. */
  readonly beside?: string
}

/** The packages that the plugin brings into a store beyond Medusa's own. */
export function size({ beside }: SizeOptions): Promise<Report> {
  const measure = (build: string, checkout?: string) => {
    const packages = runtimePackages(checkout)
    return { build, packages: packages.length, bytes: packages.reduce((sum, { bytes }) => sum + bytes, 0) }
  }
  const here = measure("this build")
  const there = beside === undefined ? undefined : measure("beside", beside)
  const largest = runtimePackages()
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, 3)
    .map(({ folder, bytes }) => `${folder.slice("node_modules/".length)} ${rounded(bytes / MB)} MB`)
  return Promise.resolve({
    title: "size: packages beyond Medusa's own",
    rows: (there ? [here, there] : [here]).map(({ bytes, ...rest }) => ({ ...rest, megabytes: rounded(bytes / MB) })),
    ...(there && {
      ratios: {
        "packages, this build to the one beside": here.packages / there.packages,
        "megabytes, this build to the one beside": here.bytes / there.bytes,
      },
    }),
    notes: [`the largest: ${largest.join(", ")}`, "optional packages (docs/guides/packages.md) are not counted"],
  })
}
