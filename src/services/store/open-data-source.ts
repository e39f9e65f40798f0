import type { DataSource } from "typeorm"

const ATTEMPTS = 3

/**
 * Opens a data source. A process that is busy loading the whole of a store may notice a connection only after its time-out,
 * although the database has answered. So a timeout is retried; any other error, such as a wrong password, is final.
 */
export async function openDataSource(dataSource: DataSource): Promise<DataSource> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await dataSource.initialize()
    } catch (error) {
      if (attempt === ATTEMPTS || !/timeout/i.test(String(error))) throw error
    }
  }
}
