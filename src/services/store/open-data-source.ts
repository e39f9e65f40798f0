import type { DataSource } from "typeorm"

const ATTEMPTS = 3

/**
 * Opens a data source. A process that is busy loading the whole of a store may miss the end of a connection's time although the
 * database has answered, so a timeout is tried again; anything else, such as a wrong password, is final.
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
