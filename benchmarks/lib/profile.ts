/** With BENCH_CPU_PROF=<folder> every store under measurement writes a CPU profile there when it ends, for Chrome's DevTools. */
export function profiling(name: string): Record<string, string> {
  const folder = process.env.BENCH_CPU_PROF
  if (!folder) return {}
  const label = name.replaceAll(/[^a-z0-9]+/gi, "-")
  return { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder}/${label}` }
}
