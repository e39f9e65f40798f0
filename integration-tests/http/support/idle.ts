/** Run by `medusa exec`: a process that takes a test's orders until it is killed. */
export default async function idle(): Promise<void> {
  process.send?.({ ready: true })
  await new Promise(() => {})
}
