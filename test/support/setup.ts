import { settings } from '@oclif/core'

// NODE_ENV=test makes oclif look for a transpiler; the classes come through vite already.
settings.enableAutoTranspile = false
// Tests say what language they want and never trust the machine's.
delete process.env['HALLKIT_LANG']
delete process.env['NO_COLOR']
