import { createMemoryStore } from '../../../broker/mqtt/store/memory-store.ts'
import { storeConformance } from './conformance.ts'

storeConformance('memory store', (options) => createMemoryStore(options))
