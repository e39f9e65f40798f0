// Preloaded into every Medusa process that we start: when the script or test that started it is gone, for whatever reason, the
// store must not stay behind with the port and the database.
if (process.channel) {
  process.once("disconnect", () => {
    setTimeout(() => process.exit(1), 10_000).unref()
    process.kill(process.pid, "SIGTERM")
  })
  process.channel.unref()
}
