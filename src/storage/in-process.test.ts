import { testMemoryLog } from './conformance.ts'
import { inProcessLog } from './in-process.ts'

testMemoryLog('in this process', async () => {
  const log = inProcessLog()
  return { open: async () => log, remove: async () => {} }
})
