import { destination, type Logger, pino } from 'pino'
import type { Config } from './config.ts'

/** The log: lines of JSON on the error output. Nobody hands it headers, keys or whole requests. */
export function openLog(level: Config['logLevel']): Logger {
  return pino({ name: 'commonplace', level, base: null }, destination(2))
}
